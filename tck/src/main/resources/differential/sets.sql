-- UNION, INTERSECT and EXCEPT.

-- name: union removes duplicates
SELECT a, b FROM left_bag UNION SELECT a, b FROM right_bag;

-- name: union all keeps them
SELECT a, b FROM left_bag UNION ALL SELECT a, b FROM right_bag;

-- name: intersect
SELECT a, b FROM left_bag INTERSECT SELECT a, b FROM right_bag;

-- name: intersect all
-- only duckdb: H2 has no INTERSECT ALL
SELECT a, b FROM left_bag INTERSECT ALL SELECT a, b FROM right_bag;

-- name: except
SELECT a, b FROM left_bag EXCEPT SELECT a, b FROM right_bag;

-- name: except all
-- only duckdb: H2 has no EXCEPT ALL
SELECT a, b FROM left_bag EXCEPT ALL SELECT a, b FROM right_bag;

-- name: the other way round
SELECT a FROM right_bag EXCEPT SELECT a FROM left_bag;

-- name: a union with itself
SELECT w FROM words UNION SELECT w FROM words;

-- name: three unions
SELECT id FROM emp UNION SELECT id FROM dept UNION SELECT r_regionkey FROM region;

-- name: union and union all mixed
(SELECT a FROM left_bag UNION SELECT a FROM right_bag) UNION ALL SELECT a FROM left_bag;

-- name: intersect binds closer than union
SELECT id FROM emp UNION SELECT id FROM dept INTERSECT SELECT n FROM series WHERE n > 15;

-- name: parentheses
(SELECT id FROM emp UNION SELECT id FROM dept) INTERSECT SELECT n FROM series WHERE n > 5;

-- name: except of a union
SELECT n FROM series WHERE n < 20 EXCEPT (SELECT id FROM emp UNION SELECT id FROM dept);

-- name: types are widened
SELECT num FROM all_types WHERE id < 4 UNION ALL SELECT price FROM all_types WHERE id < 4;

-- name: an integer and a bigint
SELECT num FROM all_types UNION SELECT big FROM all_types;

-- name: text of different lengths
SELECT 'a' AS t FROM region UNION ALL SELECT 'long' FROM dept UNION ALL SELECT name FROM emp;

-- name: text keeps its length in a union
SELECT x.t || '|' FROM (SELECT 'a' AS t UNION ALL SELECT 'long') AS x;

-- name: a null column
SELECT id, NULL FROM dept UNION ALL SELECT id, name FROM emp;

-- name: ordered
-- ordered
SELECT id, title AS t FROM dept UNION ALL SELECT id, name FROM emp ORDER BY id, t;

-- name: ordered and limited
-- ordered
SELECT n FROM series WHERE n < 10 UNION SELECT id FROM dept ORDER BY n DESC LIMIT 5;

-- name: an aggregate over a union
SELECT COUNT(*), SUM(k) FROM (SELECT o_custkey AS k FROM orders UNION ALL SELECT c_custkey FROM customer) AS x;

-- name: grouped by its source
SELECT src, COUNT(*) FROM (
  SELECT 'c' AS src, c_nationkey AS k FROM customer UNION ALL SELECT 's', s_nationkey FROM supplier) AS x
GROUP BY src;

-- name: a filter above a union
SELECT k FROM (SELECT c_nationkey AS k FROM customer UNION SELECT s_nationkey FROM supplier) AS x WHERE k > 20;

-- name: a join with a union
SELECT n_name FROM nation JOIN (SELECT 1 AS k UNION SELECT 3 UNION SELECT 24) AS x ON n_nationkey = k;

-- name: with an empty side
SELECT id FROM emp UNION ALL SELECT id FROM empty_types;

-- name: except an empty side
SELECT a FROM left_bag EXCEPT SELECT id FROM empty_types;

-- name: customers without and with orders
SELECT COUNT(*) FROM (SELECT c_custkey FROM customer EXCEPT SELECT o_custkey FROM orders) AS x;

-- name: keys in both
SELECT COUNT(*) FROM (SELECT l_partkey, l_suppkey FROM lineitem INTERSECT SELECT ps_partkey, ps_suppkey FROM partsupp) AS x;
