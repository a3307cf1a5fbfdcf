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

-- name: a recursive count
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3000) SELECT COUNT(*), SUM(n), MAX(n) FROM t;

-- name: a hierarchy
WITH RECURSIVE chain(id, name, depth) AS (SELECT id, name, 0 FROM emp WHERE boss IS NULL UNION ALL
  SELECT e.id, e.name, c.depth + 1 FROM emp e JOIN chain c ON e.boss = c.id)
SELECT * FROM chain;

-- name: paths that grow
WITH RECURSIVE chain(id, path) AS (SELECT id, CAST(name AS VARCHAR(100)) FROM emp WHERE boss IS NULL UNION ALL
  SELECT e.id, c.path || '/' || e.name FROM emp e, chain c WHERE e.boss = c.id)
SELECT * FROM chain;

-- name: recursion with UNION ends where nothing is new
-- only duckdb: H2 treats it as UNION ALL
WITH RECURSIVE r(n) AS (SELECT 1 UNION SELECT MOD(n * 3, 17) FROM r) SELECT * FROM r;

-- name: two columns that feed each other
WITH RECURSIVE f(a, b) AS (SELECT 0, 1 UNION ALL SELECT b, a + b FROM f WHERE b < 1000) SELECT a FROM f;

-- name: a recursive query used twice
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT a.n, b.n FROM t a JOIN t b ON a.n = b.n + 1;

-- name: recursion over recursion
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5), u(m) AS (SELECT n FROM t UNION ALL SELECT m * 2 FROM u WHERE m < 50) SELECT * FROM u;

-- name: a subquery in the step
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < (SELECT MAX(dept) FROM emp)) SELECT COUNT(*) FROM t;

-- name: a recursive query in a correlated subquery
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT id, (SELECT COUNT(*) FROM t WHERE t.n <= emp.id) FROM emp;

-- name: an aggregate used several times
WITH a AS (SELECT dept, SUM(salary) AS s FROM emp GROUP BY dept) SELECT x.dept, y.dept FROM a x JOIN a y ON x.s < y.s WHERE x.s < (SELECT MAX(s) FROM a);

-- name: a window used twice
WITH w AS (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS r FROM emp) SELECT a.id, b.id FROM w a LEFT JOIN w b ON a.r = b.r + 1;

-- name: a series
SELECT n * n FROM GENERATE_SERIES(-3, 10, 4) AS s(n);

-- name: a series joined
SELECT e.id, s.n FROM emp e JOIN GENERATE_SERIES(1, 5) AS s(n) ON s.n <= e.id;

-- name: an unnested array
SELECT x, n FROM UNNEST(ARRAY['a', 'bcd', NULL]) WITH ORDINALITY AS u(x, n);
