<#-- Queries with something around them. -->

SqlNode ConsistentQuery() :
{
    final SqlNode query;
    final QueryStatement.Consistency level;
}
{
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    [
        <WITH> <CONSISTENCY> level = ConsistencyLevel()
        { return new ArmillariaStatement(Span.of(query).end(this), new QueryStatement.Consistent(query, level)); }
    ]
    { return query; }
}

QueryStatement.Consistency ConsistencyLevel() :
{
}
{
    <EVENTUAL> { return QueryStatement.Consistency.EVENTUAL; }
|
    <SNAPSHOT> { return QueryStatement.Consistency.SNAPSHOT; }
|
    <SERIALIZABLE> { return QueryStatement.Consistency.SERIALIZABLE; }
}

SqlNode ExplainStatement() :
{
    final Span s;
    boolean analyze = false;
    final SqlNode statement;
}
{
    <EXPLAIN> { s = span(); }
    (
        LOOKAHEAD(2)
        <PLAN> <FOR> statement = SqlQueryOrDml()
    |
        LOOKAHEAD(2)
        <ANALYZE> statement = SqlQueryOrDml() { analyze = true; }
    |
        statement = SqlQueryOrDml()
    )
    { return new ArmillariaStatement(s.end(this), new QueryStatement.Explain(statement, analyze)); }
}
