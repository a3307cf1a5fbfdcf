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
}
{
    <TABLE> ifNotExists = IfNotExists() table = StatementTable()
    (
        <AS> query = StatementQuery()
        { return new TableStatement.CreateTableAs(table, ifNotExists, Collections.<String>emptyList(), query); }
    |
        LOOKAHEAD(Columns() <AS>)
        names = Columns() <AS> query = StatementQuery()
        { return new TableStatement.CreateTableAs(table, ifNotExists, names, query); }
    |
        <LPAREN>
        TableElement(columns, constraints)
        ( <COMMA> TableElement(columns, constraints) )*
        <RPAREN>
        { return new TableStatement.CreateTable(table, ifNotExists, columns, constraints); }
    )
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
}
{
    <REFERENCES> target = StatementTable() referenced = ColumnsOpt()
    (
        <ON>
        (
            <DELETE> onDelete = ReferentialAction()
        |
            <UPDATE> onUpdate = ReferentialAction()
        )
    )*
    { return new TableConstraint.ForeignKey(name, columns, target, referenced, onDelete, onUpdate); }
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
    type = DataType()
    { clauses = new ColumnClauses(name, type, constraints); }
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
    long start = 1;
    long increment = 1;
}
{
    ( <ALWAYS> { always = true; } | <BY> <DEFAULT_> { always = false; } )
    <AS> <IDENTITY>
    [
        <LPAREN>
        [ <START> [ <WITH> ] start = SignedLong() ]
        [ <INCREMENT> [ <BY> ] increment = SignedLong() ]
        <RPAREN>
    ]
    { return new ColumnDefinition.Identity(always, start, increment); }
}

long SignedLong() :
{
    String sign = "";
}
{
    [ <MINUS> { sign = "-"; } ]
    <UNSIGNED_INTEGER_LITERAL> { return SyntaxErrors.longValue(getPos(), sign + token.image); }
}

Statement DropTable() :
{
    final boolean ifExists;
    final List<TableName> tables = new ArrayList<TableName>();
    TableName table;
    boolean cascade = false;
}
{
    <TABLE> ifExists = IfExists()
    table = StatementTable() { tables.add(table); }
    ( <COMMA> table = StatementTable() { tables.add(table); } )*
    [ <CASCADE> { cascade = true; } | <RESTRICT> ]
    { return new TableStatement.DropTable(tables, ifExists, cascade); }
}

SqlNode TruncateStatement() :
{
    final Span s;
    final TableName table;
}
{
    <TRUNCATE> { s = span(); } [ <TABLE> ] table = StatementTable()
    { return new ArmillariaStatement(s.end(this), new TableStatement.Truncate(table)); }
}

Statement CreateIndex() :
{
    boolean unique = false;
    final boolean ifNotExists;
    final String name;
    final TableName table;
    final List<String> columns;
}
{
    [ <UNIQUE> { unique = true; } ]
    <INDEX> ifNotExists = IfNotExists() name = Identifier() <ON> table = StatementTable() columns = Columns()
    { return new IndexStatement.CreateIndex(name, unique, ifNotExists, table, columns); }
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

SqlNode AlterTableStatement() :
{
    final Span s;
    final boolean ifExists;
    final TableName table;
    final List<AlterAction> actions = new ArrayList<AlterAction>();
}
{
    <ALTER> { s = span(); } <TABLE> ifExists = IfExists() table = StatementTable()
    AlterTableAction(actions)
    ( <COMMA> AlterTableAction(actions) )*
    { return new ArmillariaStatement(s.end(this), new TableStatement.AlterTable(table, ifExists, actions)); }
}

void AlterTableAction(List<AlterAction> actions) :
{
}
{
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
}
{
    <CONSTRAINT> ifExists = IfExists() name = Identifier()
    { actions.add(new AlterAction.DropConstraint(ifExists, name)); }
|
    [ <COLUMN> ] ifExists = IfExists() name = Identifier() [ <CASCADE> | <RESTRICT> ]
    { actions.add(new AlterAction.DropColumn(ifExists, name)); }
}

void RenameInTable(List<AlterAction> actions) :
{
    final String from;
    final String to;
}
{
    <TO> to = Identifier() { actions.add(new AlterAction.RenameTable(to)); }
|
    [ <COLUMN> ] from = Identifier() <TO> to = Identifier()
    { actions.add(new AlterAction.RenameColumn(from, to)); }
}

void AlterColumn(List<AlterAction> actions) :
{
    final String column;
    final SqlNode value;
    final SqlDataTypeSpec type;
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
            <DATA> <TYPE> type = DataType() { actions.add(new AlterAction.SetType(column, type)); }
        )
    |
        <DROP>
        (
            <DEFAULT_> { actions.add(new AlterAction.DropDefault(column)); }
        |
            <NOT> <NULL> { actions.add(new AlterAction.SetNullable(column, true)); }
        )
    |
        <TYPE> type = DataType() { actions.add(new AlterAction.SetType(column, type)); }
    )
}
