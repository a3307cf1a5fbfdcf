<#-- COPY in and out. -->

SqlNode CopyStatement() :
{
    final Span s;
    final SqlIdentifier table;
    final List<String> columns;
    final SqlNode query;
    final String file;
    final CopyOptions options;
    final Statement statement;
}
{
    <COPY> { s = span(); }
    (
        <LPAREN> query = StatementQuery() <RPAREN>
        <TO> file = PlainString() options = CopyOptionsOpt()
        { statement = new CopyStatement.CopyTo(query, file, options); }
    |
        table = TableAtVersion() columns = ColumnsOpt()
        (
            <FROM> { VersionOperand.refuse(table); }
            file = PlainString() options = CopyOptionsOpt()
            { statement = new CopyStatement.CopyFrom(TableName.decode(table.names), columns, file, options); }
        |
            <TO> file = PlainString() options = CopyOptionsOpt()
            { statement = new CopyStatement.CopyTo(CopySource.of(table, columns), file, options); }
        )
    )
    { return new ArmillariaStatement(s.end(this), statement); }
}

CopyOptions CopyOptionsOpt() :
{
    final CopyOptionReader reader = new CopyOptionReader();
}
{
    [ <WITH> ]
    (
        <LPAREN>
        CopyOption(reader)
        ( <COMMA> CopyOption(reader) )*
        <RPAREN>
    |
        ( CopyOptionAlone(reader) )*
    )
    { return reader.options(); }
}

/** An option in the list, where a word after its name is its value. */
void CopyOption(CopyOptionReader reader) :
{
    final String name;
    final SqlParserPos position;
    String value = null;
}
{
    name = CopyOptionName() { position = getPos(); }
    [ value = CopyValue() | value = Identifier() ]
    { reader.add(position, name, Optional.ofNullable(value)); }
}

/** An option without a list: only FORMAT is followed by a word. */
void CopyOptionAlone(CopyOptionReader reader) :
{
    final String name;
    final SqlParserPos position;
    String value = null;
}
{
    LOOKAHEAD(2)
    <FORMAT> { position = getPos(); } value = Identifier() { reader.add(position, "FORMAT", Optional.of(value)); }
|
    name = CopyOptionName() { position = getPos(); }
    [ value = CopyValue() ]
    { reader.add(position, name, Optional.ofNullable(value)); }
}

String CopyOptionName() :
{
    final String name;
}
{
    <NULL> { return "NULL"; }
|
    name = Identifier() { return name; }
}

String CopyValue() :
{
    final String value;
}
{
    value = PlainString() { return value; }
|
    <C_STYLE_ESCAPED_STRING_LITERAL> { return SyntaxErrors.unescaped(getPos(), token.image); }
|
    ( <TRUE> | <FALSE> | <ON> ) { return token.image.toUpperCase(Locale.ROOT); }
|
    <UNSIGNED_INTEGER_LITERAL> { return token.image; }
}
