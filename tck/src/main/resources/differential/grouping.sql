-- GROUP BY, HAVING, aggregates and DISTINCT.

-- name: the aggregates of a table
SELECT COUNT(*), SUM(l_quantity), MIN(l_quantity), MAX(l_quantity), SUM(l_extendedprice) FROM lineitem;

-- name: averages
-- approximate: DuckDB's averages are doubles, H2's have a scale of their own
SELECT AVG(l_quantity), AVG(l_extendedprice), AVG(l_discount), AVG(l_linenumber) FROM lineitem;

-- name: averages by group
-- approximate: DuckDB's averages are doubles, H2's have a scale of their own
SELECT l_suppkey, AVG(l_quantity), AVG(l_extendedprice) FROM lineitem WHERE l_suppkey < 20 GROUP BY l_suppkey;

-- name: the average of integers has a fraction
-- approximate: DuckDB's averages are doubles, H2's have a scale of their own
SELECT AVG(n), AVG(m) FROM series WHERE n < 10;

-- name: the average of doubles
SELECT AVG(dbl) FROM all_types WHERE id IN (1, 2, 3, 6, 7, 8, 10, 11);

-- name: by one column
SELECT o_orderstatus, COUNT(*), SUM(o_totalprice) FROM orders GROUP BY o_orderstatus;

-- name: by two columns
SELECT l_returnflag, l_linestatus, COUNT(*), SUM(l_extendedprice * l_discount)
FROM lineitem GROUP BY l_returnflag, l_linestatus;

-- name: many groups
SELECT l_partkey, COUNT(*), SUM(l_quantity), MAX(l_shipdate) FROM lineitem GROUP BY l_partkey;

-- name: a group for each row
SELECT l_orderkey, l_linenumber, SUM(l_tax) FROM lineitem WHERE l_orderkey < 500 GROUP BY l_orderkey, l_linenumber;

-- name: more groups than a batch has rows
SELECT l_orderkey, COUNT(*), SUM(l_extendedprice) FROM lineitem GROUP BY l_orderkey;

-- name: by text of many values
SELECT p_type, COUNT(*), MIN(p_retailprice) FROM part GROUP BY p_type;

-- name: by a date
SELECT o_orderdate, COUNT(*) FROM orders WHERE o_orderdate > DATE '1998-06-01' GROUP BY o_orderdate;

-- name: by a decimal
SELECT l_discount, COUNT(*) FROM lineitem GROUP BY l_discount;

-- name: by a boolean
SELECT flag, COUNT(*), SUM(num), MIN(name) FROM all_types WHERE id NOT IN (4, 5) GROUP BY flag;

-- name: by a timestamp and a time
SELECT seen, at_time, COUNT(*) FROM all_types GROUP BY seen, at_time;

-- name: by an expression
SELECT MOD(l_orderkey, 7), COUNT(*), SUM(l_quantity) FROM lineitem GROUP BY MOD(l_orderkey, 7);

-- name: nulls are one group
SELECT a, COUNT(*), COUNT(b) FROM left_bag GROUP BY a;

-- name: nulls in one of two columns
SELECT a, b, COUNT(*) FROM left_bag GROUP BY a, b;

-- name: group by without aggregates
SELECT a, b FROM left_bag GROUP BY a, b;

-- name: aggregates skip nulls
SELECT COUNT(*), COUNT(salary), COUNT(bonus), SUM(bonus), MIN(bonus), MAX(bonus), MIN(hired), MAX(name) FROM emp;

-- name: aggregates of nothing but nulls
SELECT COUNT(*), COUNT(n), SUM(n), MIN(s), MAX(p), AVG(p), MIN(d) FROM only_nulls;

-- name: aggregates of no rows
SELECT COUNT(*), COUNT(num), SUM(num), MIN(name), MAX(born), AVG(price) FROM empty_types;

-- name: groups of no rows
SELECT num, COUNT(*) FROM empty_types GROUP BY num;

-- name: sums of integers outgrow the integer
SELECT SUM(num), SUM(CAST(num AS BIGINT) + 2147483647) FROM all_types WHERE id IN (1, 4, 9);

-- name: sums of bigints outgrow the bigint
SELECT SUM(big), SUM(big - 1) FROM all_types WHERE id IN (1, 4, 7, 9);

-- name: sums of bigints that pass the limit and return
SELECT SUM(big) FROM all_types;

-- name: sums of wide decimals
SELECT SUM(wide) FROM all_types WHERE id NOT IN (4, 5);

-- name: sums of doubles
SELECT SUM(dbl), MIN(dbl), MAX(dbl) FROM all_types WHERE id NOT IN (4, 5, 12);

-- name: sums of reals
SELECT SUM(flt), MIN(flt), MAX(flt) FROM all_types WHERE id NOT IN (4, 5);

-- name: count distinct
SELECT COUNT(DISTINCT l_suppkey), COUNT(DISTINCT l_shipmode), COUNT(DISTINCT l_shipdate) FROM lineitem;

-- name: count distinct by group
SELECT o_custkey, COUNT(DISTINCT o_orderpriority), COUNT(*) FROM orders WHERE o_custkey < 100 GROUP BY o_custkey;

-- name: count distinct skips nulls
SELECT COUNT(DISTINCT a), COUNT(DISTINCT b) FROM left_bag;

-- name: sum distinct
SELECT SUM(DISTINCT a), MIN(DISTINCT a), MAX(DISTINCT b) FROM left_bag;

-- name: distinct and plain aggregates together
SELECT l_returnflag, COUNT(*), COUNT(DISTINCT l_partkey), SUM(l_quantity), SUM(DISTINCT l_linenumber)
FROM lineitem GROUP BY l_returnflag;

-- name: aggregates with a filter
SELECT COUNT(*) FILTER (WHERE salary > 4000), SUM(salary) FILTER (WHERE dept = 10), MAX(name) FILTER (WHERE boss IS NULL)
FROM emp;

-- name: aggregates with a filter by group
SELECT dept, COUNT(*) FILTER (WHERE bonus > 50), SUM(salary) FILTER (WHERE boss = 3) FROM emp GROUP BY dept;

-- name: having on a count
SELECT o_custkey, COUNT(*) FROM orders GROUP BY o_custkey HAVING COUNT(*) > 28;

-- name: having on an aggregate that is not selected
SELECT l_orderkey FROM lineitem GROUP BY l_orderkey HAVING SUM(l_quantity) > 280;

-- name: having on a group column
SELECT n_regionkey, COUNT(*) FROM nation GROUP BY n_regionkey HAVING n_regionkey > 1 AND COUNT(*) >= 5;

-- name: having without group by
SELECT SUM(o_totalprice) FROM orders HAVING COUNT(*) > 10;

-- name: having that no group meets
SELECT o_custkey FROM orders GROUP BY o_custkey HAVING COUNT(*) < 0;

-- name: an aggregate of an expression
SELECT SUM(l_extendedprice * (1 - l_discount) * (1 + l_tax)), MAX(l_extendedprice - l_quantity * 100) FROM lineitem;

-- name: an expression of aggregates
SELECT o_orderpriority, SUM(o_totalprice) - MIN(o_totalprice) * COUNT(*), MAX(o_orderkey) - MIN(o_orderkey) + 1
FROM orders GROUP BY o_orderpriority;

-- name: a group column in an expression
SELECT l_linenumber * 10 + 1, COUNT(*) FROM lineitem GROUP BY l_linenumber;

-- name: an aggregate of aggregates
SELECT MAX(c), MIN(c), SUM(c), COUNT(*) FROM (SELECT COUNT(*) AS c FROM orders GROUP BY o_custkey) AS x;

-- name: grouping by the columns of a join
SELECT d.title, COUNT(e.id), SUM(e.salary) FROM dept d LEFT JOIN emp e ON e.dept = d.id GROUP BY d.title;

-- name: minimum and maximum of every type
SELECT MIN(small), MAX(small), MIN(num), MAX(num), MIN(big), MAX(big), MIN(flt), MAX(flt), MIN(dbl), MAX(dbl),
  MIN(price), MAX(price), MIN(wide), MAX(wide), MIN(code), MAX(code)
FROM all_types;

-- name: distinct rows
SELECT DISTINCT a, b FROM left_bag;

-- name: distinct values of one column
SELECT DISTINCT l_shipmode FROM lineitem;

-- name: distinct expressions
SELECT DISTINCT MOD(o_custkey, 10), o_orderstatus FROM orders;

-- name: distinct of a join
SELECT DISTINCT n_name FROM nation JOIN customer ON c_nationkey = n_nationkey WHERE c_acctbal > 9500;

-- name: distinct over aggregates
SELECT DISTINCT COUNT(*) FROM orders GROUP BY o_custkey;

-- name: a constant beside aggregates
SELECT 'all' AS label, COUNT(*), 1 + COUNT(*) FROM region;

-- name: counting a constant
SELECT COUNT(1), COUNT(NULL), SUM(1), MIN(2) FROM nation;
