<#-- Transactions from SQL. -->

SqlNode TransactionStatement() :
{
    final Span s;
    final Statement statement;
    final String name;
    final TransactionStatement.Modes modes;
    final List<String> constraints = new ArrayList<String>();
    String constraint;
}
{
    (
        <BEGIN> { s = span(); } [ <WORK> | <TRANSACTION> ] modes = TransactionModes()
        { statement = new TransactionStatement.Begin(modes); }
    |
        <START> { s = span(); } <TRANSACTION> modes = TransactionModes()
        { statement = new TransactionStatement.Begin(modes); }
    |
        LOOKAHEAD(2)
        <SET> { s = span(); } <TRANSACTION> modes = TransactionModes()
        { statement = new TransactionStatement.SetTransaction(modes); }
    |
        LOOKAHEAD(2)
        <SET> { s = span(); } <CONSTRAINTS>
        (
            <ALL>
        |
            constraint = Identifier() { constraints.add(constraint); }
            ( <COMMA> constraint = Identifier() { constraints.add(constraint); } )*
        )
        (
            <DEFERRED> { statement = new TransactionStatement.SetConstraints(constraints, true); }
        |
            <IMMEDIATE> { statement = new TransactionStatement.SetConstraints(constraints, false); }
        )
    |
        <SET> { s = span(); } <SESSION> <CHARACTERISTICS> <AS> <TRANSACTION> modes = TransactionModes()
        { statement = new TransactionStatement.SetSession(modes); }
    |
        <PREPARE> { s = span(); } <TRANSACTION> name = PlainString()
        { statement = new TransactionStatement.Prepare(name); }
    |
        <COMMIT> { s = span(); }
        (
            <MERGE> { statement = new BranchStatement.CommitMerge(); }
        |
            <PREPARED> name = PlainString() { statement = new TransactionStatement.CommitPrepared(name); }
        |
            [ <WORK> | <TRANSACTION> ] { statement = new TransactionStatement.Commit(); }
        )
    |
        <ROLLBACK> { s = span(); }
        (
            <PREPARED> name = PlainString() { statement = new TransactionStatement.RollbackPrepared(name); }
        |
            [ <WORK> | <TRANSACTION> ]
            (
                <TO> name = SavepointName() { statement = new TransactionStatement.RollbackTo(name); }
            |
                { statement = new TransactionStatement.Rollback(); }
            )
        )
    |
        <SAVEPOINT> { s = span(); } name = Identifier()
        { statement = new TransactionStatement.Savepoint(name); }
    |
        <RELEASE> { s = span(); } name = SavepointName()
        { statement = new TransactionStatement.Release(name); }
    )
    { return new ArmillariaStatement(s.end(this), statement); }
}

String SavepointName() :
{
    final String name;
}
{
    [ LOOKAHEAD(2) <SAVEPOINT> ] name = Identifier() { return name; }
}

TransactionStatement.Modes TransactionModes() :
{
    Optional<TransactionStatement.IsolationLevel> isolation = Optional.empty();
    Optional<Boolean> readOnly = Optional.empty();
    TransactionStatement.IsolationLevel level;
}
{
    (
        [ <COMMA> ]
        (
            <ISOLATION> <LEVEL> level = IsolationLevel() { isolation = Optional.of(level); }
        |
            LOOKAHEAD(2) <READ> <ONLY> { readOnly = Optional.of(true); }
        |
            <READ> <WRITE> { readOnly = Optional.of(false); }
        )
    )*
    { return new TransactionStatement.Modes(isolation, readOnly); }
}

TransactionStatement.IsolationLevel IsolationLevel() :
{
}
{
    LOOKAHEAD(2)
    <READ> <UNCOMMITTED> { return TransactionStatement.IsolationLevel.READ_UNCOMMITTED; }
|
    <READ> <COMMITTED> { return TransactionStatement.IsolationLevel.READ_COMMITTED; }
|
    <REPEATABLE> <READ> { return TransactionStatement.IsolationLevel.REPEATABLE_READ; }
|
    <SNAPSHOT> { return TransactionStatement.IsolationLevel.SNAPSHOT; }
|
    <SERIALIZABLE> { return TransactionStatement.IsolationLevel.SERIALIZABLE; }
}
