<#-- INSERT, UPDATE, DELETE, MERGE. -->

SqlNode InsertStatement() :
{
    final Span s;
    final SqlIdentifier table;
    SqlIdentifier alias = null;
    SqlNodeList columns = null;
    Pair<SqlNodeList, SqlNodeList> named;
    Optional<ChangeStatement.Overriding> overriding = Optional.empty();
    final SqlNode source;
    Optional<ChangeStatement.Conflict> conflict = Optional.empty();
}
{
    <INSERT> { s = span(); } <INTO> table = TargetTable()
    [ <AS> alias = SimpleIdentifier() ]
    (
        <DEFAULT_> <VALUES>
        { source = ChangeStatement.defaultRow(getPos()); }
    |
        [
            LOOKAHEAD(2)
            columns = ParenthesizedSimpleIdentifierList()
        ]
        [
            <OVERRIDING>
            (
                <SYSTEM> { overriding = Optional.of(ChangeStatement.Overriding.SYSTEM); }
            |
                <USER> { overriding = Optional.of(ChangeStatement.Overriding.USER); }
            )
            <VALUE>
        ]
        source = StatementQuery()
    )
    [ conflict = OnConflict() ]
    { return ChangeStatement.insert(s.end(this), table, alias, columns, overriding, source, conflict); }
}

Optional<ChangeStatement.Conflict> OnConflict() :
{
    List<String> columns = Collections.<String>emptyList();
    Optional<String> constraint = Optional.empty();
    final String name;
    SqlNodeList targets = new SqlNodeList(getPos());
    SqlNodeList values = new SqlNodeList(getPos());
    SqlNode where = null;
}
{
    <ON> <CONFLICT>
    (
        columns = Columns()
    |
        <ON> <CONSTRAINT> name = Identifier() { constraint = Optional.of(name); }
    |
        {}
    )
    <DO>
    (
        <NOTHING>
    |
        <UPDATE> <SET> Assignment(targets, values)
        ( <COMMA> Assignment(targets, values) )*
        [ where = Where() ]
    )
    { return Optional.of(new ChangeStatement.Conflict(columns, constraint, targets, values, Optional.ofNullable(where))); }
}

/** column = expression or DEFAULT */
void Assignment(SqlNodeList columns, SqlNodeList values) :
{
    final SqlIdentifier column;
    final SqlNode value;
}
{
    column = CompoundIdentifier() { columns.add(column); }
    <EQ>
    (
        value = Default() { values.add(value); }
    |
        AddExpression(values, ExprContext.ACCEPT_SUB_QUERY)
    )
}

SqlNode UpdateStatement() :
{
    final Span s;
    final SqlIdentifier table;
    final SqlIdentifier alias;
    final SqlNodeList columns;
    final SqlNodeList values;
    SqlNode from = null;
    SqlNode where = null;
}
{
    <UPDATE> { s = span(); columns = new SqlNodeList(s.pos()); values = new SqlNodeList(s.pos()); }
    table = TargetTable()
    ( [ <AS> ] alias = SimpleIdentifier() | { alias = VersionedTable.alias(table); } )
    <SET> Assignment(columns, values)
    ( <COMMA> Assignment(columns, values) )*
    [ <FROM> from = FromClause() ]
    [ where = Where() ]
    { return ChangeStatement.update(s.end(this), table, alias, columns, values, from, where); }
}

SqlNode DeleteStatement() :
{
    final Span s;
    final SqlIdentifier table;
    final SqlIdentifier alias;
    SqlNode using = null;
    SqlNode where = null;
}
{
    <DELETE> { s = span(); } <FROM> table = TargetTable()
    ( [ <AS> ] alias = SimpleIdentifier() | { alias = VersionedTable.alias(table); } )
    [ <USING> using = FromClause() ]
    [ where = Where() ]
    { return ChangeStatement.delete(s.end(this), table, alias, using, where); }
}

SqlNode MergeStatement() :
{
    final Span s;
    final SqlIdentifier table;
    final SqlIdentifier alias;
    final SqlNode source;
    final SqlNode condition;
    final List<MergeClause> clauses = new ArrayList<MergeClause>();
}
{
    <MERGE> { s = span(); } <INTO> table = TargetTable()
    ( [ <AS> ] alias = SimpleIdentifier() | { alias = VersionedTable.alias(table); } )
    <USING> source = TableRef()
    <ON> condition = Expression(ExprContext.ACCEPT_SUB_QUERY)
    ( MergeClause(clauses) )+
    {
        return new ArmillariaStatement(
            s.end(this), new ChangeStatement.Merge(table, Optional.ofNullable(alias), source, condition, clauses));
    }
}

void MergeClause(List<MergeClause> clauses) :
{
    SqlNode condition = null;
    final SqlNodeList columns;
    final SqlNodeList values;
    SqlNodeList named = null;
    final SqlNode row;
}
{
    <WHEN>
    (
        <MATCHED> [ <AND> condition = Expression(ExprContext.ACCEPT_SUB_QUERY) ] <THEN>
        (
            <UPDATE> { columns = new SqlNodeList(getPos()); values = new SqlNodeList(getPos()); }
            <SET> Assignment(columns, values)
            ( <COMMA> Assignment(columns, values) )*
            { clauses.add(new MergeClause.Update(Optional.ofNullable(condition), columns, values)); }
        |
            <DELETE> { clauses.add(new MergeClause.Delete(Optional.ofNullable(condition))); }
        |
            <DO> <NOTHING> { clauses.add(new MergeClause.Nothing(true, Optional.ofNullable(condition))); }
        )
    |
        <NOT> <MATCHED> [ <AND> condition = Expression(ExprContext.ACCEPT_SUB_QUERY) ] <THEN>
        (
            <INSERT> [ named = ParenthesizedSimpleIdentifierList() ]
            (
                <VALUES> values = MergedValues()
                { clauses.add(new MergeClause.Insert(Optional.ofNullable(condition), Optional.ofNullable(named), values)); }
            |
                <DEFAULT_> <VALUES>
                {
                    clauses.add(
                        new MergeClause.Insert(
                            Optional.ofNullable(condition), Optional.of(SqlNodeList.EMPTY), SqlNodeList.EMPTY));
                }
            )
        |
            <DO> <NOTHING> { clauses.add(new MergeClause.Nothing(false, Optional.ofNullable(condition))); }
        )
    )
}

SqlNodeList MergedValues() :
{
    final SqlNodeList values = new SqlNodeList(getPos());
    SqlNode value;
}
{
    <LPAREN> MergedValue(values) ( <COMMA> MergedValue(values) )* <RPAREN>
    { return values; }
}

void MergedValue(SqlNodeList values) :
{
    final SqlNode value;
}
{
    value = Default() { values.add(value); }
|
    AddExpression(values, ExprContext.ACCEPT_SUB_QUERY)
}
