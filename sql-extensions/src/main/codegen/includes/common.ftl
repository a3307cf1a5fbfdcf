<#-- Pieces that the statements share. -->

SqlNode StatementToEnd() :
{
    final SqlNode statement;
}
{
    statement = SqlStmt()
    ( <SEMICOLON> )*
    <EOF>
    { return statement; }
}

List<SqlNode> ScriptToEnd() :
{
    final List<SqlNode> statements = new ArrayList<SqlNode>();
    SqlNode statement;
}
{
    [ statement = SqlStmt() { statements.add(statement); } ]
    ( <SEMICOLON> [ statement = SqlStmt() { statements.add(statement); } ] )*
    <EOF>
    { return statements; }
}

boolean IfExists() :
{
}
{
    LOOKAHEAD(2)
    <IF> <EXISTS> { return true; }
|
    { return false; }
}

boolean IfNotExists() :
{
}
{
    LOOKAHEAD(3)
    <IF> <NOT> <EXISTS> { return true; }
|
    { return false; }
}

List<String> Columns() :
{
    final List<String> columns = new ArrayList<String>();
    String column;
}
{
    <LPAREN>
    column = Identifier() { columns.add(column); }
    ( <COMMA> column = Identifier() { columns.add(column); } )*
    <RPAREN>
    { return columns; }
}

List<String> ColumnsOpt() :
{
    final List<String> columns;
}
{
    columns = Columns() { return columns; }
|
    { return Collections.emptyList(); }
}

TableName StatementTable() :
{
    final SqlIdentifier name;
}
{
    name = TargetTable() { return TableName.decode(name.names); }
}

/** A type that goes by a name of PostgreSQL's. */
SqlTypeNameSpec NamedType() :
{
    final SqlIdentifier name;
    final int precision;
}
{
    name = CompoundIdentifier()
    precision = PrecisionOpt()
    { return NamedTypes.find(name, precision); }
}

/** PostgreSQL's expression :: type. */
void InfixCast(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlDataTypeSpec type;
}
{
    <INFIX_CAST> {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(SqlLibraryOperators.INFIX_CAST, getPos()));
    }
    type = DataType() { list.add(type); }
}
