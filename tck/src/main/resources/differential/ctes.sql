-- WITH and VALUES.

-- name: one cte
WITH big AS (SELECT o_orderkey, o_custkey FROM orders WHERE o_totalprice > 350000)
SELECT COUNT(*), MIN(o_orderkey) FROM big;

-- name: a cte used twice
WITH x AS (SELECT n_regionkey AS r, COUNT(*) AS c FROM nation GROUP BY n_regionkey)
SELECT a.r, b.r FROM x a JOIN x b ON a.c = b.c AND a.r < b.r;

-- name: a cte over a cte
WITH a AS (SELECT n, m FROM series WHERE n < 100), b AS (SELECT m, COUNT(*) AS c FROM a GROUP BY m)
SELECT m, c FROM b WHERE c > 0;

-- name: two independent ctes
WITH o AS (SELECT o_custkey AS k, SUM(o_totalprice) AS s FROM orders GROUP BY o_custkey),
  c AS (SELECT c_custkey AS k, c_name FROM customer WHERE c_mktsegment = 'MACHINERY')
SELECT c.c_name, o.s FROM c JOIN o ON c.k = o.k WHERE o.s > 3000000;

-- name: a cte with column names
WITH x (p, q) AS (SELECT id, title FROM dept) SELECT q FROM x WHERE p >= 20;

-- name: a cte in a subquery
SELECT id FROM emp WHERE dept IN (WITH x AS (SELECT id FROM dept WHERE city = 'Oslo') SELECT id FROM x);

-- name: a cte that hides a table
-- only duckdb: in H2 the table hides the CTE
WITH region AS (SELECT 1 AS alone) SELECT alone FROM region;

-- name: a cte compared with its own maximum
WITH s AS (SELECT l_suppkey AS k, SUM(l_quantity) AS q FROM lineitem GROUP BY l_suppkey)
SELECT k FROM s WHERE q = (SELECT MAX(q) FROM s);

-- name: a cte under a union
WITH x AS (SELECT id FROM dept) SELECT id FROM x UNION ALL SELECT id + 1 FROM x;

-- name: a cte that is not used
WITH x AS (SELECT id FROM dept) SELECT COUNT(*) FROM region;

-- name: an ordered query over a cte
-- ordered
WITH x AS (SELECT c_nationkey AS k, COUNT(*) AS c FROM customer GROUP BY c_nationkey)
SELECT n_name, c FROM x JOIN nation ON k = n_nationkey ORDER BY c DESC, n_name LIMIT 8;

-- name: values by themselves
VALUES (1, 'a'), (2, 'b'), (3, NULL);

-- name: values as a table
SELECT v.x, v.y FROM (VALUES (1, 'a'), (2, 'long'), (3, '')) AS v (x, y) WHERE v.x > 1;

-- name: text in values keeps its length
SELECT v.y || '|' FROM (VALUES (1, 'a'), (2, 'long'), (3, '')) AS v (x, y);

-- name: values of several numeric types
SELECT v.x FROM (VALUES (1), (2.5), (-3)) AS v (x);

-- name: a join with values
SELECT n_name, v.label FROM nation JOIN (VALUES (1, 'one'), (24, 'last'), (99, 'none')) AS v (k, label) ON n_nationkey = v.k;

-- name: in values
SELECT n_name FROM nation WHERE n_nationkey IN (SELECT v.k FROM (VALUES (3), (5), (NULL)) AS v (k));

-- name: an aggregate over values
SELECT COUNT(*), SUM(v.x), MIN(v.d) FROM (VALUES (1, DATE '2024-01-02'), (2, DATE '2024-01-01')) AS v (x, d);

-- name: select without from
SELECT 1, 'x', 2 + 3, TRUE, NULL;

-- name: values in a cte
WITH v (a, b) AS (VALUES (1, 2), (3, 4)) SELECT a + b FROM v;
