<#-- Sequences. Their options are those of identity columns as well. -->

Statement CreateSequence() :
{
    final boolean ifNotExists;
    final TableName name;
    final SequenceOptions options;
}
{
    <SEQUENCE> ifNotExists = IfNotExists() name = StatementTable() options = SequenceOptions()
    { return new SequenceStatement.CreateSequence(name, ifNotExists, options); }
}

Statement AlterSequence() :
{
    final boolean ifExists;
    final TableName name;
    final SequenceOptions options;
    final String newName;
}
{
    <SEQUENCE> ifExists = IfExists() name = StatementTable()
    (
        <RENAME> <TO> newName = Identifier()
        { return new SequenceStatement.RenameSequence(name, ifExists, newName); }
    |
        options = SequenceOptions()
        { return new SequenceStatement.AlterSequence(name, ifExists, options); }
    )
}

Statement DropSequence() :
{
    final boolean ifExists;
    final List<TableName> names = new ArrayList<TableName>();
    TableName name;
    final boolean cascade;
}
{
    <SEQUENCE> ifExists = IfExists()
    name = StatementTable() { names.add(name); }
    ( <COMMA> name = StatementTable() { names.add(name); } )*
    cascade = Cascade()
    { return new SequenceStatement.DropSequence(names, ifExists, cascade); }
}

SequenceOptions SequenceOptions() :
{
    final SequenceClauses clauses = new SequenceClauses();
}
{
    ( SequenceOption(clauses) )*
    { return clauses.options(); }
}

void SequenceOption(SequenceClauses clauses) :
{
    final long number;
    final SqlDataTypeSpec type;
}
{
    <AS> type = DataType() { clauses.type(type, getPos()); }
|
    <START> [ <WITH> ] number = SignedLong() { clauses.start(number, getPos()); }
|
    <INCREMENT> [ <BY> ] number = SignedLong() { clauses.increment(number, getPos()); }
|
    <MINVALUE> number = SignedLong() { clauses.least(Optional.of(number), getPos()); }
|
    <MAXVALUE> number = SignedLong() { clauses.most(Optional.of(number), getPos()); }
|
    <NO>
    (
        <MINVALUE> { clauses.least(Optional.<Long>empty(), getPos()); }
    |
        <MAXVALUE> { clauses.most(Optional.<Long>empty(), getPos()); }
    |
        <CYCLE> { clauses.cycle(false, getPos()); }
    |
        <CACHE> { clauses.cache(1, getPos()); }
    )
|
    <CYCLE> { clauses.cycle(true, getPos()); }
|
    <CACHE> number = SignedLong() { clauses.cache(number, getPos()); }
|
    <RESTART>
    (
        [ <WITH> ] number = SignedLong() { clauses.restart(Optional.of(number), getPos()); }
    |
        { clauses.restart(Optional.<Long>empty(), getPos()); }
    )
}
