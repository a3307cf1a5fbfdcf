<#-- Table references on branches and at versions. -->

SqlIdentifier TableOnBranch() :
{
    final SqlIdentifier name;
    final String ref;
}
{
    name = CompoundTableIdentifier() { SyntaxErrors.refuseLongPath(name); }
    [
        <AT_SIGN> ref = RefName()
        { return VersionedTable.of(TableName.of(name.names).onBranch(ref), name, Span.of(name).end(this)); }
    ]
    { return name; }
}

/** A table that the statement changes, so at no version. */
SqlIdentifier TargetTable() :
{
    final SqlIdentifier table;
}
{
    table = TableOnBranch()
    { VersionOperand.refuse(getToken(1), getToken(2)); }
    { return table; }
}

SqlIdentifier TableAtVersion() :
{
    SqlIdentifier table;
}
{
    table = TableOnBranch()
    table = AtVersion(table)
    { return table; }
}

SqlIdentifier AtVersion(SqlIdentifier table) :
{
    final VersionClause version;
}
{
    (
        LOOKAHEAD({ getToken(1).kind == VERSION && VersionOperand.mayBegin(getToken(2).kind) })
        version = VersionNumber()
    |
        LOOKAHEAD(2)
        <AS> <OF>
        (
            version = VersionNumber()
        |
            version = VersionTimestamp()
        |
            version = VersionCommit()
        )
    |
        LOOKAHEAD(2)
        <FOR> <SYSTEM_TIME> <AS> <OF>
        version = VersionTimestamp()
    |
        { return table; }
    )
    { return VersionedTable.of(TableName.decode(table.names).at(version), table, Span.of(table).end(this)); }
}

VersionClause VersionNumber() :
{
    final SqlDynamicParam parameter;
}
{
    <VERSION>
    (
        <UNSIGNED_INTEGER_LITERAL> { return new VersionClause.Number(SyntaxErrors.longValue(getPos(), token.image)); }
    |
        parameter = DynamicParam() { return new VersionClause.NumberParameter(parameter.getIndex()); }
    )
}

VersionClause VersionTimestamp() :
{
    final String text;
    final SqlDynamicParam parameter;
}
{
    <TIMESTAMP>
    (
        text = PlainString() { return new VersionClause.Timestamp(text); }
    |
        parameter = DynamicParam() { return new VersionClause.TimestampParameter(parameter.getIndex()); }
    )
}

VersionClause VersionCommit() :
{
    final String hash;
}
{
    <COMMIT> hash = PlainString() { return new VersionClause.Commit(hash); }
}

/** A character literal without prefix or continuation. */
String PlainString() :
{
}
{
    <QUOTED_STRING> { return SqlParserUtil.parseString(token.image); }
}
