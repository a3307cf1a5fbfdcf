<#-- CREATE, DROP, ALTER, TRUNCATE. -->

SqlNode CreateStatement() :
{
    final Span s;
    final Statement statement;
}
{
    <CREATE> { s = span(); }
    (
        <OR> <REPLACE> statement = CreateBranch(true)
    |
        statement = CreateBranch(false)
    |
        statement = CreateTag()
    |
        statement = CreateTable()
    |
        statement = CreateIndex()
    |
        statement = CreateSequence()
    )
    { return new ArmillariaStatement(s.end(this), statement); }
}

SqlNode DropStatement() :
{
    final Span s;
    final Statement statement;
}
{
    <DROP> { s = span(); }
    (
        statement = DropBranch()
    |
        statement = DropTag()
    |
        statement = DropTable()
    |
        statement = DropIndex()
    |
        statement = DropSequence()
    )
    { return new ArmillariaStatement(s.end(this), statement); }
}

Statement CreateTable() :
{
    final boolean ifNotExists;
    final TableName table;
    final List<ColumnDefinition> columns = new ArrayList<ColumnDefinition>();
    final List<TableConstraint> constraints = new ArrayList<TableConstraint>();
    final List<String> names;
    final SqlNode query;
    final boolean withData;
    final TableName model;
}
{
    <TABLE> ifNotExists = IfNotExists() table = StatementTable()
    (
        <AS> query = StatementQuery() withData = WithData()
        { return new TableStatement.CreateTableAs(table, ifNotExists, Collections.<String>emptyList(), query, withData); }
    |
        LOOKAHEAD(Columns() <AS>)
        names = Columns() <AS> query = StatementQuery() withData = WithData()
        { return new TableStatement.CreateTableAs(table, ifNotExists, names, query, withData); }
    |
        LOOKAHEAD(2)
        <LPAREN> <LIKE> model = StatementTable() <RPAREN>
        { return new TableStatement.CreateTableLike(table, ifNotExists, model); }
    |
        <LPAREN>
        TableElement(columns, constraints)
        ( <COMMA> TableElement(columns, constraints) )*
        <RPAREN>
        { return new TableStatement.CreateTable(table, ifNotExists, columns, constraints); }
    )
}

boolean WithData() :
{
    boolean withData = true;
}
{
    [ <WITH> [ <NO> { withData = false; } ] <DATA> ]
    { return withData; }
}

void TableElement(List<ColumnDefinition> columns, List<TableConstraint> constraints) :
{
    final TableConstraint constraint;
    final ColumnDefinition column;
}
{
    constraint = Constraint() { constraints.add(constraint); }
|
    column = Column(constraints) { columns.add(column); }
}

TableConstraint Constraint() :
{
    final Optional<String> name;
    final List<String> columns;
    final SqlNode condition;
    final TableConstraint constraint;
}
{
    name = ConstraintNameOpt()
    (
        <PRIMARY> <KEY> columns = Columns() { return new TableConstraint.PrimaryKey(name, columns); }
    |
        <UNIQUE> columns = Columns() { return new TableConstraint.Unique(name, columns); }
    |
        <FOREIGN> <KEY> columns = Columns() constraint = References(name, columns) { return constraint; }
    |
        condition = CheckCondition() { return new TableConstraint.Check(name, condition); }
    )
}

Optional<String> ConstraintNameOpt() :
{
    final String name;
}
{
    <CONSTRAINT> name = Identifier() { return Optional.of(name); }
|
    { return Optional.empty(); }
}

SqlNode CheckCondition() :
{
    final SqlNode condition;
}
{
    <CHECK> <LPAREN> condition = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN> { return condition; }
}

TableConstraint References(Optional<String> name, List<String> columns) :
{
    final TableName target;
    final List<String> referenced;
    TableConstraint.Action onDelete = TableConstraint.Action.NO_ACTION;
    TableConstraint.Action onUpdate = TableConstraint.Action.NO_ACTION;
    final TableConstraint.Deferral deferral;
}
{
    <REFERENCES> target = StatementTable() referenced = ColumnsOpt() [ <MATCH> <SIMPLE> ]
    (
        <ON>
        (
            <DELETE> onDelete = ReferentialAction()
        |
            <UPDATE> onUpdate = ReferentialAction()
        )
    )*
    deferral = Deferral()
    { return new TableConstraint.ForeignKey(name, columns, target, referenced, onDelete, onUpdate, deferral); }
}

/** When a constraint is checked. */
TableConstraint.Deferral Deferral() :
{
    TableConstraint.Deferral deferral = TableConstraint.Deferral.NOT_DEFERRABLE;
}
{
    [
        LOOKAHEAD({ getToken(1).kind == DEFERRABLE || getToken(1).kind == NOT && getToken(2).kind == DEFERRABLE })
        (
            <NOT> <DEFERRABLE>
        |
            <DEFERRABLE> { deferral = TableConstraint.Deferral.INITIALLY_IMMEDIATE; }
        )
    ]
    [
        <INITIALLY>
        (
            <DEFERRED> { deferral = TableConstraint.Deferral.INITIALLY_DEFERRED; }
        |
            <IMMEDIATE>
        )
    ]
    { return deferral; }
}

TableConstraint.Action ReferentialAction() :
{
}
{
    <NO> <ACTION> { return TableConstraint.Action.NO_ACTION; }
|
    <RESTRICT> { return TableConstraint.Action.RESTRICT; }
|
    <CASCADE> { return TableConstraint.Action.CASCADE; }
|
    <SET>
    (
        <NULL> { return TableConstraint.Action.SET_NULL; }
    |
        <DEFAULT_> { return TableConstraint.Action.SET_DEFAULT; }
    )
}

/** A column; what constrains the table goes to the list. */
ColumnDefinition Column(List<TableConstraint> constraints) :
{
    final String name;
    final SqlDataTypeSpec type;
    final ColumnClauses clauses;
}
{
    name = Identifier()
    (
        LOOKAHEAD({ NamedTypes.isSerial(getToken(1).image) && getToken(1).kind != QUOTED_IDENTIFIER })
        <IDENTIFIER>
        { clauses = ColumnClauses.ofSerial(name, NamedTypes.serial(token.image, getPos()), constraints); }
    |
        type = DataType()
        { clauses = new ColumnClauses(name, type, constraints); }
    )
    ( ColumnClause(clauses) )*
    { return clauses.column(); }
}

void ColumnClause(ColumnClauses clauses) :
{
    final SqlNode value;
    final SqlNode condition;
    final List<String> columns;
    final TableConstraint constraint;
    final Optional<String> name;
    final ColumnDefinition.Identity identity;
}
{
    <DEFAULT_> value = Expression(ExprContext.ACCEPT_NON_QUERY) { clauses.defaultValue(value, getPos()); }
|
    <GENERATED> identity = Identity() { clauses.identity(identity, getPos()); }
|
    <AUTO_INCREMENT> { clauses.identity(ColumnDefinition.Identity.BY_DEFAULT, getPos()); }
|
    <MERGE>
    (
        <ADD> { clauses.merge(ColumnDefinition.MergeRule.ADD, getPos()); }
    |
        <MAX> { clauses.merge(ColumnDefinition.MergeRule.MAX, getPos()); }
    |
        <MIN> { clauses.merge(ColumnDefinition.MergeRule.MIN, getPos()); }
    )
|
    name = ConstraintNameOpt()
    (
        <NOT> <NULL> { clauses.nullable(false, getPos()); }
    |
        <NULL> { clauses.nullable(true, getPos()); }
    |
        <PRIMARY> <KEY> { clauses.add(new TableConstraint.PrimaryKey(name, clauses.alone())); }
    |
        <UNIQUE> { clauses.add(new TableConstraint.Unique(name, clauses.alone())); }
    |
        condition = CheckCondition() { clauses.add(new TableConstraint.Check(name, condition)); }
    |
        constraint = References(name, clauses.alone()) { clauses.add(constraint); }
    )
}

ColumnDefinition.Identity Identity() :
{
    final boolean always;
    SequenceOptions options = SequenceOptions.NONE;
}
{
    ( <ALWAYS> { always = true; } | <BY> <DEFAULT_> { always = false; } )
    <AS> <IDENTITY>
    [ <LPAREN> options = SequenceOptions() <RPAREN> ]
    { return new ColumnDefinition.Identity(always, options); }
}

long SignedLong() :
{
    String sign = "";
}
{
    [ <MINUS> { sign = "-"; } ]
    <UNSIGNED_INTEGER_LITERAL> { return SyntaxErrors.longValue(getPos(), sign + token.image); }
}

boolean Cascade() :
{
}
{
    <CASCADE> { return true; }
|
    <RESTRICT> { return false; }
|
    { return false; }
}

Statement DropTable() :
{
    final boolean ifExists;
    final List<TableName> tables = new ArrayList<TableName>();
    TableName table;
    final boolean cascade;
}
{
    <TABLE> ifExists = IfExists()
    table = StatementTable() { tables.add(table); }
    ( <COMMA> table = StatementTable() { tables.add(table); } )*
    cascade = Cascade()
    { return new TableStatement.DropTable(tables, ifExists, cascade); }
}

SqlNode TruncateStatement() :
{
    final Span s;
    final List<TableName> tables = new ArrayList<TableName>();
    TableName table;
    boolean restart = false;
    final boolean cascade;
}
{
    <TRUNCATE> { s = span(); } [ <TABLE> ]
    table = StatementTable() { tables.add(table); }
    ( <COMMA> table = StatementTable() { tables.add(table); } )*
    [ <RESTART> <IDENTITY> { restart = true; } | <CONTINUE> <IDENTITY> ]
    cascade = Cascade()
    { return new ArmillariaStatement(s.end(this), new TableStatement.Truncate(tables, restart, cascade)); }
}

Statement CreateIndex() :
{
    boolean unique = false;
    final boolean ifNotExists;
    final String name;
    final TableName table;
    final List<String> columns = new ArrayList<String>();
}
{
    [ <UNIQUE> { unique = true; } ]
    <INDEX> ifNotExists = IfNotExists() name = Identifier() <ON> table = StatementTable()
    <LPAREN> IndexColumn(columns) ( <COMMA> IndexColumn(columns) )* <RPAREN>
    { return new IndexStatement.CreateIndex(name, unique, ifNotExists, table, columns); }
}

/** The order changes nothing: an index is read both ways. */
void IndexColumn(List<String> columns) :
{
    final String column;
}
{
    column = Identifier() { columns.add(column); } [ <ASC> | <DESC> ]
}

Statement DropIndex() :
{
    final boolean ifExists;
    final String name;
    final TableName table;
}
{
    <INDEX> ifExists = IfExists() name = Identifier()
    (
        <ON> table = StatementTable() { return new IndexStatement.DropIndex(name, ifExists, Optional.of(table)); }
    |
        { return new IndexStatement.DropIndex(name, ifExists, Optional.<TableName>empty()); }
    )
}

SqlNode AlterStatement() :
{
    final Span s;
    final Statement statement;
}
{
    <ALTER> { s = span(); }
    (
        statement = AlterTable()
    |
        statement = AlterSequence()
    |
        statement = AlterDatabase()
    )
    { return new ArmillariaStatement(s.end(this), statement); }
}

Statement AlterTable() :
{
    final boolean ifExists;
    final TableName table;
    final List<AlterAction> actions = new ArrayList<AlterAction>();
}
{
    <TABLE> ifExists = IfExists() table = StatementTable()
    AlterTableAction(actions)
    ( <COMMA> AlterTableAction(actions) )*
    { return new TableStatement.AlterTable(table, ifExists, actions); }
}

void AlterTableAction(List<AlterAction> actions) :
{
    final OptionalInt days;
}
{
    <SET> <RETAIN> days = Days() ( <DAYS> | <DAY> ) { actions.add(new AlterAction.Retain(days)); }
|
    <RESET> <RETAIN> { actions.add(new AlterAction.Retain(OptionalInt.empty())); }
|
    <ADD> AddToTable(actions)
|
    <DROP> DropFromTable(actions)
|
    <RENAME> RenameInTable(actions)
|
    <ALTER> AlterColumn(actions)
}

void AddToTable(List<AlterAction> actions) :
{
    final TableConstraint constraint;
    final boolean ifNotExists;
    final ColumnDefinition column;
    final List<TableConstraint> constraints = new ArrayList<TableConstraint>();
}
{
    constraint = Constraint() { actions.add(new AlterAction.AddConstraint(constraint)); }
|
    [ <COLUMN> ] ifNotExists = IfNotExists() column = Column(constraints)
    {
        actions.add(new AlterAction.AddColumn(ifNotExists, column));
        for (TableConstraint each : constraints) {
            actions.add(new AlterAction.AddConstraint(each));
        }
    }
}

void DropFromTable(List<AlterAction> actions) :
{
    final boolean ifExists;
    final String name;
    final boolean cascade;
}
{
    <CONSTRAINT> ifExists = IfExists() name = Identifier() cascade = Cascade()
    { actions.add(new AlterAction.DropConstraint(ifExists, name, cascade)); }
|
    <PRIMARY> <KEY> { actions.add(new AlterAction.DropPrimaryKey()); }
|
    [ <COLUMN> ] ifExists = IfExists() name = Identifier() cascade = Cascade()
    { actions.add(new AlterAction.DropColumn(ifExists, name, cascade)); }
}

void RenameInTable(List<AlterAction> actions) :
{
    final String from;
    final String to;
}
{
    <TO> to = Identifier() { actions.add(new AlterAction.RenameTable(to)); }
|
    <CONSTRAINT> from = Identifier() <TO> to = Identifier()
    { actions.add(new AlterAction.RenameConstraint(from, to)); }
|
    [ <COLUMN> ] from = Identifier() <TO> to = Identifier()
    { actions.add(new AlterAction.RenameColumn(from, to)); }
}

void AlterColumn(List<AlterAction> actions) :
{
    final String column;
    final SqlNode value;
    final ColumnDefinition.Identity identity;
    final boolean ifExists;
    final long start;
}
{
    [ <COLUMN> ] column = Identifier()
    (
        <SET>
        (
            <DEFAULT_> value = Expression(ExprContext.ACCEPT_NON_QUERY)
            { actions.add(new AlterAction.SetDefault(column, value)); }
        |
            <NOT> <NULL> { actions.add(new AlterAction.SetNullable(column, false)); }
        |
            <DATA> <TYPE> NewType(column, actions)
        )
    |
        <DROP>
        (
            <DEFAULT_> { actions.add(new AlterAction.DropDefault(column)); }
        |
            <NOT> <NULL> { actions.add(new AlterAction.SetNullable(column, true)); }
        |
            <IDENTITY> ifExists = IfExists() { actions.add(new AlterAction.DropIdentity(column, ifExists)); }
        )
    |
        <TYPE> NewType(column, actions)
    |
        <ADD> <GENERATED> identity = Identity() { actions.add(new AlterAction.AddIdentity(column, identity)); }
    |
        <RESTART>
        (
            [ <WITH> ] start = SignedLong() { actions.add(new AlterAction.RestartIdentity(column, Optional.of(start))); }
        |
            { actions.add(new AlterAction.RestartIdentity(column, Optional.<Long>empty())); }
        )
    )
}

void NewType(String column, List<AlterAction> actions) :
{
    final SqlDataTypeSpec type;
    SqlNode value = null;
}
{
    type = DataType()
    [ <USING> value = Expression(ExprContext.ACCEPT_NON_QUERY) ]
    { actions.add(new AlterAction.SetType(column, type, Optional.ofNullable(value))); }
}
