-- ORDER BY, LIMIT and OFFSET.

-- name: ascending
-- ordered
SELECT s_suppkey, s_name FROM supplier ORDER BY s_suppkey;

-- name: descending
-- ordered
SELECT s_suppkey FROM supplier ORDER BY s_suppkey DESC;

-- name: by two columns
-- ordered
SELECT n_regionkey, n_nationkey FROM nation ORDER BY n_regionkey DESC, n_nationkey ASC;

-- name: by text
-- ordered
SELECT id, w FROM words WHERE w IS NOT NULL AND id <> 29 ORDER BY w;

-- name: by text with letters beyond the first plane
-- ordered
SELECT id, w FROM words WHERE w IS NOT NULL ORDER BY w;

-- name: by text of equal prefix
-- ordered
SELECT p_name, p_partkey FROM part WHERE p_partkey < 300 ORDER BY p_name, p_partkey;

-- name: by a decimal
-- ordered
SELECT c_acctbal, c_custkey FROM customer ORDER BY c_acctbal, c_custkey;

-- name: by a date
-- ordered
SELECT o_orderdate, o_orderkey FROM orders WHERE o_orderkey < 3000 ORDER BY o_orderdate DESC, o_orderkey;

-- name: by a double
-- ordered
SELECT dbl, id FROM all_types ORDER BY dbl NULLS FIRST, id;

-- name: by a boolean
-- ordered
SELECT flag, id FROM all_types ORDER BY flag NULLS LAST, id DESC;

-- name: by a timestamp
-- ordered
SELECT seen, id FROM all_types ORDER BY seen DESC NULLS LAST, id;

-- name: by an instant
-- ordered
SELECT stamped, id FROM all_types ORDER BY stamped NULLS FIRST, id;

-- name: by a wide decimal
-- ordered
SELECT wide, id FROM all_types ORDER BY wide DESC NULLS FIRST, id;

-- name: by bytes
-- ordered
SELECT id FROM all_types ORDER BY raw NULLS FIRST, id;

-- name: nulls first
-- ordered
SELECT id, boss FROM emp ORDER BY boss NULLS FIRST, id;

-- name: nulls last
-- ordered
SELECT id, boss FROM emp ORDER BY boss NULLS LAST, id;

-- name: descending nulls first
-- ordered
SELECT id, boss FROM emp ORDER BY boss DESC NULLS FIRST, id;

-- name: descending nulls last
-- ordered
SELECT id, boss FROM emp ORDER BY boss DESC NULLS LAST, id;

-- name: nulls are largest when nothing is said
-- ordered
SELECT id, boss, salary FROM emp ORDER BY boss, salary DESC, id;

-- name: by position
-- ordered
SELECT n_regionkey, n_name FROM nation ORDER BY 1 DESC, 2;

-- name: by an alias
-- ordered
SELECT id, salary * 12 AS yearly FROM emp ORDER BY yearly NULLS LAST, id;

-- name: by an expression
-- ordered
SELECT id, salary FROM emp ORDER BY MOD(id, 3), -id;

-- name: by a column that is not selected
-- ordered
SELECT name FROM emp ORDER BY id DESC;

-- name: by an aggregate
-- ordered
SELECT o_custkey, COUNT(*) FROM orders GROUP BY o_custkey ORDER BY COUNT(*) DESC, o_custkey LIMIT 30;

-- name: by an aggregate that is not selected
-- ordered
SELECT l_suppkey FROM lineitem GROUP BY l_suppkey ORDER BY SUM(l_extendedprice) DESC, l_suppkey LIMIT 10;

-- name: of distinct rows
-- ordered
SELECT DISTINCT o_orderpriority FROM orders ORDER BY o_orderpriority DESC;

-- name: limit
-- ordered
SELECT l_orderkey, l_linenumber FROM lineitem ORDER BY l_orderkey, l_linenumber LIMIT 25;

-- name: limit of a sort of everything
-- ordered
SELECT l_extendedprice, l_orderkey, l_linenumber FROM lineitem
ORDER BY l_extendedprice DESC, l_orderkey, l_linenumber LIMIT 50;

-- name: limit and offset
-- ordered
SELECT o_orderkey FROM orders ORDER BY o_orderkey LIMIT 10 OFFSET 1020;

-- name: offset alone
-- ordered
SELECT n FROM series ORDER BY n OFFSET 4990;

-- name: offset past the end
SELECT n FROM series ORDER BY n LIMIT 5 OFFSET 5000;

-- name: limit zero
SELECT n FROM series ORDER BY n LIMIT 0;

-- name: limit beyond the rows
-- ordered
SELECT r_regionkey FROM region ORDER BY r_regionkey LIMIT 100;

-- name: limit without order
SELECT COUNT(*) FROM (SELECT * FROM lineitem LIMIT 1234) AS x;

-- name: fetch first
-- only h2: DuckDB has no FETCH
-- ordered
SELECT n FROM series ORDER BY n DESC FETCH FIRST 7 ROWS ONLY;

-- name: offset and fetch next
-- only h2: DuckDB has no FETCH
-- ordered
SELECT n FROM series ORDER BY n OFFSET 7 ROWS FETCH NEXT 3 ROWS ONLY;

-- name: order and limit in a subquery
SELECT COUNT(*), SUM(x.c_acctbal) FROM (SELECT c_acctbal FROM customer ORDER BY c_acctbal DESC, c_custkey LIMIT 100) AS x;

-- name: the whole table sorted
-- ordered
SELECT l_shipdate, l_orderkey, l_linenumber FROM lineitem WHERE l_orderkey < 20000
ORDER BY l_shipdate DESC, l_orderkey, l_linenumber;

-- name: by five columns
-- ordered
SELECT l_returnflag, l_linestatus, l_shipmode, l_orderkey, l_linenumber FROM lineitem WHERE l_partkey < 20
ORDER BY l_returnflag DESC, l_linestatus, l_shipmode DESC, l_orderkey, l_linenumber;

-- name: an empty table
SELECT id, name FROM empty_types ORDER BY name, id LIMIT 3;
