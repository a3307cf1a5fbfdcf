-- Correlated subqueries of every kind, over rows with NULLs, duplicates and no partners. All of them become joins.

-- name: exists over a join
SELECT d.id FROM dept d WHERE EXISTS (SELECT 1 FROM emp e JOIN emp b ON b.id = e.boss WHERE e.dept = d.id AND b.dept <> d.id);

-- name: exists with a comparison of a sum of both sides
SELECT a.n FROM series a WHERE EXISTS (SELECT 1 FROM series b WHERE b.n + a.n = 7 AND b.m IS NOT NULL);

-- name: exists by inequality alone
SELECT e.id FROM emp e WHERE EXISTS (SELECT 1 FROM emp f WHERE f.salary > e.salary);

-- name: not exists by inequality alone
SELECT e.id FROM emp e WHERE NOT EXISTS (SELECT 1 FROM emp f WHERE f.salary > e.salary);

-- name: exists or not exists
SELECT d.id FROM dept d WHERE EXISTS (SELECT 1 FROM emp e WHERE e.dept = d.id AND e.bonus IS NULL)
  OR NOT EXISTS (SELECT 1 FROM emp e WHERE e.dept = d.id);

-- name: exists over a union
-- only h2: an empty text is NULL in what DuckDB loads
SELECT a.a, a.b FROM left_bag a WHERE EXISTS (SELECT b.a FROM right_bag b WHERE b.a = a.a UNION ALL SELECT b.a FROM right_bag b WHERE b.b = a.b);

-- name: exists over distinct and limit
SELECT d.id FROM dept d WHERE EXISTS (SELECT DISTINCT e.boss FROM emp e WHERE e.dept = d.id LIMIT 1);

-- name: exists over groups with having
SELECT d.id FROM dept d WHERE EXISTS (SELECT e.boss FROM emp e WHERE e.dept = d.id GROUP BY e.boss HAVING COUNT(*) > 1);

-- name: exists equal with nulls on both sides
-- only h2: an empty text is NULL in what DuckDB loads
SELECT a.a, a.b FROM left_bag a WHERE EXISTS (SELECT 1 FROM right_bag b WHERE b.a IS NOT DISTINCT FROM a.a);

-- name: in with nulls on both sides
-- only h2: an empty text is NULL in what DuckDB loads
SELECT a.a, a.b, a.a IN (SELECT b.a FROM right_bag b WHERE b.b = a.b) FROM left_bag a;

-- name: not in with nulls on both sides
-- only h2: an empty text is NULL in what DuckDB loads
SELECT a.a, a.b, a.a NOT IN (SELECT b.a FROM right_bag b WHERE b.b = a.b) FROM left_bag a;

-- name: not in that filters with nulls on both sides
-- only h2: an empty text is NULL in what DuckDB loads
SELECT a.a, a.b FROM left_bag a WHERE a.a NOT IN (SELECT b.a FROM right_bag b WHERE b.b = a.b);

-- name: in an expression of both sides
SELECT e.id FROM emp e WHERE e.salary IN (SELECT f.salary + e.bonus FROM emp f WHERE f.dept = e.dept);

-- name: in over an aggregate of each
SELECT e.id FROM emp e WHERE e.salary IN (SELECT MAX(f.salary) FROM emp f WHERE f.dept = e.dept GROUP BY f.boss);

-- name: not in a correlated count
SELECT d.id FROM dept d WHERE 3 NOT IN (SELECT COUNT(*) FROM emp e WHERE e.dept = d.id GROUP BY e.boss);

-- name: scalar count, sum and average side by side
SELECT d.id, (SELECT COUNT(*) FROM emp e WHERE e.dept = d.id), (SELECT SUM(e.salary) FROM emp e WHERE e.dept = d.id),
  (SELECT COUNT(e.bonus) FROM emp e WHERE e.dept = d.id) + 1 FROM dept d;

-- name: scalar count in arithmetic and case
SELECT d.id, CASE WHEN (SELECT COUNT(*) FROM emp e WHERE e.dept = d.id) = 0 THEN 'none' ELSE 'some' END FROM dept d;

-- name: scalar coalesce of nothing
SELECT d.id, COALESCE((SELECT MIN(e.name) FROM emp e WHERE e.dept = d.id AND e.salary > 100000), 'nobody') FROM dept d;

-- name: scalar with inequality
SELECT e.id, (SELECT COUNT(*) FROM emp f WHERE f.salary > e.salary) FROM emp e;

-- name: scalar with a correlated column in its result
SELECT e.id, (SELECT MAX(f.salary - e.salary) FROM emp f WHERE f.dept = e.dept) FROM emp e;

-- name: scalar over a derived table
-- only duckdb: H2 sees no further out than one query
SELECT d.id, (SELECT MAX(t.s) FROM (SELECT e.boss, SUM(e.salary) AS s FROM emp e WHERE e.dept = d.id GROUP BY e.boss) t) FROM dept d;

-- name: scalar of a key without aggregate
SELECT e.id, (SELECT d.title FROM dept d WHERE d.id = e.dept) FROM emp e;

-- name: scalar in where with or
SELECT e.id FROM emp e WHERE e.salary > (SELECT AVG(f.salary) FROM emp f WHERE f.dept = e.dept) OR e.boss IS NULL;

-- name: scalar on both sides of a comparison
SELECT d.id FROM dept d WHERE (SELECT COUNT(*) FROM emp e WHERE e.dept = d.id) > (SELECT COUNT(*) FROM emp e WHERE e.boss = d.id);

-- name: scalar in having
SELECT e.dept, COUNT(*) FROM emp e GROUP BY e.dept
HAVING COUNT(*) >= (SELECT COUNT(*) FROM emp f WHERE f.boss = e.dept) AND SUM(e.salary) > (SELECT 1 + COUNT(*) FROM dept d WHERE d.id = e.dept);

-- name: exists in having
SELECT e.dept, SUM(e.salary) FROM emp e GROUP BY e.dept HAVING EXISTS (SELECT 1 FROM dept d WHERE d.id = e.dept AND d.city IS NOT NULL);

-- name: scalar over a group in the select list
SELECT e.dept, (SELECT d.title FROM dept d WHERE d.id = e.dept), COUNT(*) FROM emp e GROUP BY e.dept;

-- name: correlated in on
SELECT e.id, d.id FROM emp e JOIN dept d ON d.id = e.dept AND EXISTS (SELECT 1 FROM emp f WHERE f.boss = e.id);

-- name: scalar in on
SELECT e.id, f.id FROM emp e JOIN emp f ON f.dept = e.dept AND f.salary = (SELECT MAX(x.salary) FROM emp x WHERE x.dept = e.dept);

-- name: correlated in order by
SELECT d.id FROM dept d ORDER BY (SELECT COUNT(*) FROM emp e WHERE e.dept = d.id) DESC, d.id;

-- name: nested twice, the innermost sees the middle
SELECT d.id, (SELECT COUNT(*) FROM emp e WHERE e.dept = d.id AND e.salary > (SELECT AVG(f.salary) FROM emp f WHERE f.boss = e.boss)) FROM dept d;

-- name: nested twice, the innermost sees the outermost
-- only duckdb: H2 does not know it
SELECT d.id FROM dept d WHERE EXISTS (SELECT 1 FROM emp e WHERE e.dept = d.id
  AND e.salary = (SELECT MAX(f.salary) FROM emp f WHERE f.dept = d.id));

-- name: nested twice by not exists, division
SELECT b.id FROM emp b WHERE NOT EXISTS (SELECT 1 FROM dept d WHERE d.city = 'Oslo'
  AND NOT EXISTS (SELECT 1 FROM emp e WHERE e.dept = d.id AND e.boss = b.id));

-- name: nested thrice
SELECT d.id FROM dept d WHERE EXISTS (SELECT 1 FROM emp e WHERE e.dept = d.id AND EXISTS (SELECT 1 FROM emp f WHERE f.boss = e.id
  AND NOT EXISTS (SELECT 1 FROM emp g WHERE g.boss = f.id AND g.dept = d.id)));

-- name: lateral aggregate
-- only duckdb: H2 has no LATERAL
SELECT d.id, x.c, x.s FROM dept d, LATERAL (SELECT COUNT(*) AS c, SUM(e.salary) AS s FROM emp e WHERE e.dept = d.id) x;

-- name: lateral rows
-- only duckdb: H2 has no LATERAL
SELECT d.id, x.id FROM dept d CROSS JOIN LATERAL (SELECT e.id FROM emp e WHERE e.dept = d.id AND e.salary > 4000) x;

-- name: lateral in lateral
-- only duckdb: H2 has no LATERAL
SELECT d.id, x.id, y.c FROM dept d JOIN LATERAL (SELECT e.id FROM emp e WHERE e.dept = d.id) x ON TRUE
  LEFT JOIN LATERAL (SELECT COUNT(*) AS c FROM emp f WHERE f.boss = x.id) y ON TRUE;

-- name: lateral top of each
-- only duckdb: H2 has no LATERAL
SELECT d.id, x.id FROM dept d LEFT JOIN LATERAL (SELECT e.id FROM emp e WHERE e.dept = d.id ORDER BY e.salary DESC NULLS LAST, e.id LIMIT 2) x ON TRUE;

-- name: lateral values
-- only duckdb: H2 has no LATERAL
SELECT e.id, v.k, v.x FROM emp e CROSS JOIN LATERAL (VALUES ('salary', e.salary), ('bonus', e.bonus)) AS v (k, x);

-- name: a window over correlated rows
-- only duckdb: H2 sees no further out than one query
SELECT d.id, (SELECT MAX(t.r) FROM (SELECT ROW_NUMBER() OVER (ORDER BY e.id) AS r FROM emp e WHERE e.dept = d.id) t) FROM dept d;

-- name: a set operation of correlated rows
-- only duckdb: H2 sees no further out than one query
SELECT d.id, (SELECT COUNT(*) FROM (SELECT e.id FROM emp e WHERE e.dept = d.id EXCEPT SELECT f.boss FROM emp f WHERE f.dept = d.id) t) FROM dept d;

-- name: a correlated scalar over a left join
SELECT d.id, (SELECT COUNT(f.id) FROM emp e LEFT JOIN emp f ON f.boss = e.id AND f.dept = d.id WHERE e.dept = d.id) FROM dept d;

-- name: all and any of correlated rows with nulls
-- only h2: an empty text is NULL in what DuckDB loads
SELECT a.a, a.b, a.a > ALL (SELECT b.a FROM right_bag b WHERE b.b = a.b), a.a <= ANY (SELECT b.a FROM right_bag b WHERE b.b = a.b) FROM left_bag a;

-- name: correlation in a grouping key
-- only duckdb: H2 sees no further out than one query
SELECT e.id, (SELECT COUNT(*) FROM (SELECT f.salary > e.salary AS more FROM emp f WHERE f.dept = e.dept GROUP BY f.salary > e.salary) t) FROM emp e;

-- name: correlated in a with
-- only duckdb: H2 sees no further out than one query
SELECT d.id, (WITH mine AS (SELECT e.salary FROM emp e WHERE e.dept = d.id) SELECT MAX(salary) - MIN(salary) FROM mine) FROM dept d;

-- name: correlated with filter
SELECT d.id, (SELECT COUNT(*) FILTER (WHERE e.salary > 4000) FROM emp e WHERE e.dept = d.id) FROM dept d;

-- name: correlated by two columns, one computed
SELECT e.id, (SELECT COUNT(*) FROM emp f WHERE f.dept = e.dept AND EXTRACT(YEAR FROM f.hired) = EXTRACT(YEAR FROM e.hired)) FROM emp e;

-- name: correlated to a derived table
SELECT t.k, (SELECT COUNT(*) FROM emp e WHERE e.salary > t.average) FROM (SELECT dept AS k, AVG(salary) AS average FROM emp GROUP BY dept) t;
