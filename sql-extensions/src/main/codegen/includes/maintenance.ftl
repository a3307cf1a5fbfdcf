<#-- Care of the store. -->

SqlNode MaintenanceStatement() :
{
    final Span s;
    final Statement statement;
    final TableName table;
    final SqlIdentifier checked;
    final String directory;
    OptionalInt days = OptionalInt.empty();
    boolean dryRun = false;
}
{
    (
        <OPTIMIZE> { s = span(); } <TABLE> table = StatementTable()
        { statement = new MaintenanceStatement.OptimizeTable(table); }
    |
        <CHECK> { s = span(); }
        (
            <DATABASE> { statement = new MaintenanceStatement.CheckDatabase(); }
        |
            <TABLE> checked = TableAtVersion()
            { statement = new MaintenanceStatement.CheckTable(TableName.decode(checked.names)); }
        )
    |
        <VACUUM> { s = span(); }
        [ <RETAIN> days = Days() ( <DAYS> | <DAY> ) ]
        [ <DRY> <RUN> { dryRun = true; } ]
        { statement = new MaintenanceStatement.Vacuum(days, dryRun); }
    |
        <BACKUP> { s = span(); } <TO> directory = PlainString()
        { statement = new MaintenanceStatement.Backup(directory); }
    )
    { return new ArmillariaStatement(s.end(this), statement); }
}

Statement AlterDatabase() :
{
}
{
    <DATABASE>
    (
        <RESET> <RETAIN>
        { return new MaintenanceStatement.Retain(OptionalInt.empty(), OptionalLong.empty()); }
    |
        <SET> <RETAIN> <UNSIGNED_INTEGER_LITERAL>
        {
            final SqlParserPos at = getPos();
            final String number = token.image;
        }
        (
            ( <DAYS> | <DAY> )
            {
                return new MaintenanceStatement.Retain(
                    OptionalInt.of(SyntaxErrors.intValue(at, number)), OptionalLong.empty());
            }
        |
            <MB>
            {
                return new MaintenanceStatement.Retain(
                    OptionalInt.empty(), OptionalLong.of(SyntaxErrors.longValue(at, number)));
            }
        )
    )
}

OptionalInt Days() :
{
}
{
    <UNSIGNED_INTEGER_LITERAL> { return OptionalInt.of(SyntaxErrors.intValue(getPos(), token.image)); }
}
