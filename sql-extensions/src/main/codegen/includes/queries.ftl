<#-- Queries with something around them. -->

SqlNode ConsistentQuery() :
{
    final SqlNode query;
    final QueryStatement.Consistency level;
    final QueryStatement.ForUpdate locking;
}
{
    query = StatementQuery()
    [
        <WITH> <CONSISTENCY> level = ConsistencyLevel()
        { return new ArmillariaStatement(Span.of(query).end(this), new QueryStatement.Consistent(query, level)); }
    |
        locking = ForUpdate(query)
        { return new ArmillariaStatement(Span.of(query).end(this), locking); }
    ]
    { return query; }
}

QueryStatement.ForUpdate ForUpdate(SqlNode query) :
{
    final List<String> tables = new ArrayList<String>();
    String table;
    QueryStatement.Wait wait = new QueryStatement.Wait.Standard();
}
{
    <FOR> <UPDATE>
    [
        <OF> table = Identifier() { tables.add(table); }
        ( <COMMA> table = Identifier() { tables.add(table); } )*
    ]
    [
        <NOWAIT> { wait = new QueryStatement.Wait.None(); }
    |
        <SKIP_> <LOCKED> { wait = new QueryStatement.Wait.SkipLocked(); }
    |
        <WAIT> <UNSIGNED_INTEGER_LITERAL>
        { wait = new QueryStatement.Wait.Seconds(SyntaxErrors.intValue(getPos(), token.image)); }
    ]
    { return new QueryStatement.ForUpdate(query, tables, wait); }
}

/** A query that begins with SELECT, WITH, VALUES, TABLE or a parenthesis. */
SqlNode StatementQuery() :
{
    SqlNode query;
    final SqlNodeList parenthesized;
    final List<Object> operands = new ArrayList<Object>();
}
{
    (
        query = Query(ExprContext.ACCEPT_QUERY)
    |
        parenthesized = ParenthesizedQueryOrCommaList(ExprContext.ACCEPT_QUERY)
        { operands.add(parenthesized.get(0).clone(parenthesized.getParserPosition())); }
        ( AddSetOpQuery(operands, ExprContext.ACCEPT_QUERY) )*
        { query = SqlParserUtil.toTree(operands); }
    )
    query = OrderByLimitOpt(query)
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
