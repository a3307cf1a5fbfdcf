<#-- Branches, tags and merges. -->

/** A branch or tag name: quoted, or the tokens that follow each other without a gap and have only characters of names.
 * Keywords, numbers, - and / are such tokens; comments and everything else end the name. */
JAVACODE String RefName() {
    final Token first = getToken(1);
    if (first.kind == QUOTED_IDENTIFIER) {
        getNextToken();
        return SyntaxErrors.refName(getPos(), SqlParserUtil.stripQuotes(first.image, DQ, DQ, DQDQ, Casing.UNCHANGED), true);
    }
    if (!RefName.isPiece(first.image)) {
        throw new ParseException(token, new int[][] {{IDENTIFIER}}, tokenImage);
    }
    final StringBuilder name = new StringBuilder();
    final Span span = Span.of();
    Token next = first;
    do {
        getNextToken();
        span.add(this);
        name.append(next.image);
        next = getToken(1);
    } while (next.beginLine == token.endLine && next.beginColumn == token.endColumn + 1 && RefName.isPiece(next.image));
    return SyntaxErrors.refName(span.pos(), name.toString(), false);
}

Statement CreateBranch(boolean replace) :
{
    final boolean ifNotExists;
    final String name;
    final BranchStatement.Start start;
}
{
    <BRANCH> ifNotExists = IfNotExists() name = RefName() start = RefStart()
    { return new BranchStatement.CreateBranch(name, replace, ifNotExists, start); }
}

Statement CreateTag() :
{
    final boolean ifNotExists;
    final String name;
    final BranchStatement.Start start;
}
{
    <TAG> ifNotExists = IfNotExists() name = RefName() start = RefStart()
    { return new BranchStatement.CreateTag(name, ifNotExists, start); }
}

BranchStatement.Start RefStart() :
{
    Optional<String> ref = Optional.empty();
    VersionClause version = new VersionClause.None();
    String name;
}
{
    [ <FROM> name = RefName() { ref = Optional.of(name); } ]
    [
        <AS> <OF> ( version = VersionTimestamp() | version = VersionCommit() )
    ]
    { return new BranchStatement.Start(ref, version); }
}

Statement DropBranch() :
{
    final boolean ifExists;
    final String name;
}
{
    <BRANCH> ifExists = IfExists() name = RefName()
    { return new BranchStatement.DropBranch(name, ifExists); }
}

Statement DropTag() :
{
    final boolean ifExists;
    final String name;
}
{
    <TAG> ifExists = IfExists() name = RefName()
    { return new BranchStatement.DropTag(name, ifExists); }
}

SqlNode BranchStatement() :
{
    final Span s;
    final String name;
    final String target;
    final Statement statement;
}
{
    (
        <USE> { s = span(); } <BRANCH> name = RefName()
        { statement = new BranchStatement.UseBranch(name); }
    |
        <MERGE> { s = span(); } <BRANCH> name = RefName() <INTO> target = RefName()
        { statement = new BranchStatement.MergeBranch(name, target); }
    |
        <ABORT> { s = span(); } <MERGE>
        { statement = new BranchStatement.AbortMerge(); }
    )
    { return new ArmillariaStatement(s.end(this), statement); }
}
