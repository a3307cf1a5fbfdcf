-- Window functions: ranks, neighbours, frames of rows and ranges, exclusion.

-- name: row numbers
SELECT n, ROW_NUMBER() OVER (ORDER BY n DESC) FROM series WHERE n < 50;

-- name: row numbers by partition
SELECT l_orderkey, l_linenumber, ROW_NUMBER() OVER (PARTITION BY l_orderkey ORDER BY l_linenumber) FROM lineitem WHERE l_orderkey < 3000;

-- name: ranks with ties and nulls
SELECT id, dept, salary, RANK() OVER (PARTITION BY dept ORDER BY salary), DENSE_RANK() OVER (PARTITION BY dept ORDER BY salary)
FROM emp;

-- name: ranks with nulls first
SELECT id, RANK() OVER (ORDER BY salary NULLS FIRST), RANK() OVER (ORDER BY salary DESC NULLS LAST), RANK() OVER (ORDER BY salary DESC) FROM emp;

-- name: relative ranks
SELECT id, PERCENT_RANK() OVER (ORDER BY salary), CUME_DIST() OVER (ORDER BY salary), PERCENT_RANK() OVER (PARTITION BY dept ORDER BY salary) FROM emp;

-- name: tiles
SELECT n, NTILE(7) OVER (ORDER BY n), NTILE(3) OVER (PARTITION BY MOD(n, 10) ORDER BY n), NTILE(100000) OVER (ORDER BY n) FROM series;

-- name: neighbours
SELECT n, LAG(m) OVER (ORDER BY n), LEAD(m) OVER (ORDER BY n), LAG(m, 3) OVER (ORDER BY n), LEAD(m, 2, -1) OVER (ORDER BY n) FROM series;

-- name: neighbours of text and decimals
SELECT id, LAG(name) OVER (ORDER BY id), LEAD(name, 2, 'nobody') OVER (ORDER BY id), LAG(salary, 1, 0.5) OVER (PARTITION BY dept ORDER BY id) FROM emp;

-- name: a distance of none
SELECT id, LAG(salary, 0) OVER (ORDER BY id) FROM emp;

-- name: neighbours that are not null
-- only h2: DuckDB takes IGNORE NULLS in the parentheses
SELECT n, LAG(m) IGNORE NULLS OVER (ORDER BY n), LEAD(m, 2) IGNORE NULLS OVER (ORDER BY n) FROM series;

-- name: first and last of a frame
SELECT n, FIRST_VALUE(m) OVER w, LAST_VALUE(m) OVER w, NTH_VALUE(m, 3) OVER w
FROM series WINDOW w AS (ORDER BY n ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING);

-- name: first and last that are not null
-- only h2: DuckDB takes IGNORE NULLS in the parentheses
SELECT n, FIRST_VALUE(m) IGNORE NULLS OVER w, LAST_VALUE(m) IGNORE NULLS OVER w
FROM series WINDOW w AS (ORDER BY n ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING);

-- name: the last value of the default frame
SELECT id, LAST_VALUE(name) OVER (ORDER BY id), FIRST_VALUE(name) OVER (PARTITION BY dept ORDER BY id) FROM emp;

-- name: running totals
SELECT n, SUM(half) OVER (ORDER BY n), COUNT(m) OVER (ORDER BY n), MIN(m) OVER (ORDER BY n), MAX(m) OVER (ORDER BY n) FROM series;

-- name: running totals go by peers
SELECT id, salary, SUM(salary) OVER (ORDER BY salary), COUNT(*) OVER (ORDER BY salary) FROM emp;

-- name: running totals by rows
SELECT o_orderkey, SUM(o_totalprice) OVER (PARTITION BY o_custkey ORDER BY o_orderkey ROWS UNBOUNDED PRECEDING) FROM orders;

-- name: totals of partitions
SELECT id, SUM(salary) OVER (PARTITION BY dept), COUNT(*) OVER (), MAX(name) OVER (PARTITION BY boss), SUM(bonus) OVER () FROM emp;

-- name: averages of partitions
-- approximate: DuckDB's averages are doubles, H2's have a scale of their own
SELECT id, AVG(salary) OVER (PARTITION BY dept), AVG(salary) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM emp;

-- name: moving sums
SELECT n, SUM(half) OVER (ORDER BY n ROWS BETWEEN 5 PRECEDING AND CURRENT ROW), SUM(m) OVER (ORDER BY n ROWS BETWEEN CURRENT ROW AND 9 FOLLOWING) FROM series;

-- name: frames behind and before the row
SELECT n, SUM(n) OVER (ORDER BY n ROWS BETWEEN 5 PRECEDING AND 3 PRECEDING), COUNT(*) OVER (ORDER BY n ROWS BETWEEN 2 FOLLOWING AND 4 FOLLOWING),
  MIN(m) OVER (ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 2 PRECEDING), MAX(m) OVER (ORDER BY n ROWS BETWEEN 2 FOLLOWING AND UNBOUNDED FOLLOWING)
FROM series;

-- name: frames that are always empty
SELECT n, SUM(n) OVER (ORDER BY n ROWS BETWEEN 2 PRECEDING AND 4 PRECEDING), COUNT(*) OVER (ORDER BY n ROWS BETWEEN 4 FOLLOWING AND 2 FOLLOWING)
FROM series WHERE n < 10;

-- name: moving extremes of text
SELECT id, MIN(w) OVER (ORDER BY id ROWS BETWEEN 3 PRECEDING AND 3 FOLLOWING), MAX(w) OVER (ORDER BY id ROWS 2 PRECEDING) FROM words;

-- name: moving sums of doubles
SELECT id, SUM(dbl) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM all_types WHERE id IN (1, 2, 3, 7, 8, 10, 11);

-- name: many doubles in large frames
-- approximate: sums of doubles depend on their order
SELECT n, SUM(CAST(m AS DOUBLE PRECISION)) OVER (ORDER BY n ROWS BETWEEN 700 PRECEDING AND 33 FOLLOWING),
  AVG(CAST(half AS DOUBLE PRECISION)) OVER (ORDER BY n) FROM series;

-- name: moving deviations
SELECT n, STDDEV_POP(CAST(m AS DOUBLE PRECISION)) OVER (ORDER BY n ROWS BETWEEN 20 PRECEDING AND 20 FOLLOWING),
  VAR_SAMP(CAST(m AS DOUBLE PRECISION)) OVER (PARTITION BY MOD(n, 3)) FROM series WHERE n < 2000;

-- name: ranges of numbers
SELECT n, m, COUNT(*) OVER (ORDER BY m RANGE BETWEEN 2 PRECEDING AND 2 FOLLOWING), SUM(n) OVER (ORDER BY m RANGE BETWEEN CURRENT ROW AND 5 FOLLOWING) FROM series;

-- name: ranges of numbers, descending
SELECT n, m, COUNT(*) OVER (ORDER BY m DESC RANGE BETWEEN 2 PRECEDING AND 1 FOLLOWING), MAX(n) OVER (ORDER BY m DESC NULLS LAST RANGE BETWEEN 3 PRECEDING AND 1 PRECEDING) FROM series;

-- name: ranges of decimals
SELECT id, COUNT(*) OVER (ORDER BY salary RANGE BETWEEN 500.50 PRECEDING AND 1000 FOLLOWING), SUM(salary) OVER (PARTITION BY dept ORDER BY salary RANGE 1000 PRECEDING) FROM emp;

-- name: ranges to the end of the nulls
SELECT id, COUNT(*) OVER (ORDER BY salary RANGE BETWEEN 500 PRECEDING AND UNBOUNDED FOLLOWING), COUNT(*) OVER (ORDER BY salary NULLS FIRST RANGE BETWEEN UNBOUNDED PRECEDING AND 500 FOLLOWING) FROM emp;

-- name: ranges of dates
SELECT id, hired, COUNT(*) OVER (ORDER BY hired RANGE BETWEEN INTERVAL '1' YEAR PRECEDING AND INTERVAL '1' YEAR FOLLOWING),
  COUNT(*) OVER (ORDER BY hired DESC RANGE BETWEEN INTERVAL '100' DAY PRECEDING AND CURRENT ROW) FROM emp;

-- name: ranges of months
SELECT o_orderkey, SUM(o_totalprice) OVER (PARTITION BY o_custkey ORDER BY o_orderdate RANGE BETWEEN INTERVAL '3' MONTH PRECEDING AND CURRENT ROW) FROM orders;

-- name: ranges of timestamps
SELECT id, COUNT(*) OVER (ORDER BY seen RANGE BETWEEN INTERVAL '12' HOUR PRECEDING AND INTERVAL '12' HOUR FOLLOWING) FROM all_types WHERE seen BETWEEN TIMESTAMP '1900-01-01 00:00:00' AND TIMESTAMP '2100-01-01 00:00:00';

-- name: ranges by peers
SELECT id, COUNT(*) OVER (ORDER BY dept RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING), SUM(salary) OVER (ORDER BY dept RANGE BETWEEN CURRENT ROW AND CURRENT ROW) FROM emp;

-- name: without the current row
SELECT id, SUM(salary) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING EXCLUDE CURRENT ROW),
  COUNT(*) OVER (PARTITION BY dept ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW),
  MIN(salary) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING EXCLUDE CURRENT ROW) FROM emp;

-- name: without peers
SELECT id, COUNT(*) OVER (ORDER BY salary ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE GROUP),
  SUM(salary) OVER (ORDER BY dept RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE GROUP),
  MAX(salary) OVER (ORDER BY dept RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE GROUP) FROM emp;

-- name: without other peers
SELECT id, SUM(salary) OVER (ORDER BY dept RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE TIES),
  COUNT(*) OVER (ORDER BY dept RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE TIES),
  FIRST_VALUE(id) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW) FROM emp;

-- name: distinct values of partitions
SELECT id, COUNT(DISTINCT boss) OVER (PARTITION BY dept), SUM(DISTINCT salary) OVER () FROM emp;

-- name: distinct values in frames
SELECT n, COUNT(DISTINCT m) OVER (ORDER BY n ROWS BETWEEN 150 PRECEDING AND 10 FOLLOWING), SUM(DISTINCT m) OVER (ORDER BY n ROWS 60 PRECEDING),
  COUNT(DISTINCT MOD(n, 13)) OVER (ORDER BY MOD(n, 50) RANGE BETWEEN 3 PRECEDING AND 1 PRECEDING) FROM series WHERE n < 3000;

-- name: distinct doubles in frames
-- approximate: H2 sums as decimals
SELECT n, SUM(DISTINCT CAST(m AS DOUBLE PRECISION)) OVER (ORDER BY n ROWS 60 PRECEDING), AVG(DISTINCT CAST(m AS DOUBLE PRECISION)) OVER (PARTITION BY MOD(n, 4) ORDER BY n ROWS BETWEEN 50 PRECEDING AND 1 PRECEDING) FROM series WHERE n < 3000;

-- name: distinct values without the current row
SELECT id, COUNT(DISTINCT salary) OVER (ORDER BY id ROWS BETWEEN 3 PRECEDING AND 3 FOLLOWING EXCLUDE CURRENT ROW), SUM(DISTINCT salary) OVER (ORDER BY dept RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE TIES) FROM emp;

-- name: filtered aggregates
SELECT id, COUNT(*) FILTER (WHERE salary > 4000) OVER (PARTITION BY dept), SUM(salary) FILTER (WHERE boss IS NOT NULL) OVER (ORDER BY id),
  MAX(name) FILTER (WHERE dept = 10) OVER (ORDER BY id ROWS 3 PRECEDING) FROM emp;

-- name: booleans
-- only h2: DuckDB has no EVERY
SELECT id, EVERY(salary > 3000) OVER (PARTITION BY dept) FROM emp;

-- name: several windows
SELECT id, RANK() OVER (PARTITION BY dept ORDER BY salary DESC), SUM(salary) OVER (ORDER BY hired, id), COUNT(*) OVER (PARTITION BY boss), LAG(name) OVER (ORDER BY name, id) FROM emp;

-- name: named windows that build on each other
SELECT id, SUM(salary) OVER (w ORDER BY id), COUNT(*) OVER w FROM emp WINDOW w AS (PARTITION BY dept);

-- name: windows over groups
SELECT dept, SUM(salary), RANK() OVER (ORDER BY SUM(salary) DESC), SUM(SUM(salary)) OVER (ORDER BY dept NULLS LAST), COUNT(*) OVER () FROM emp GROUP BY dept;

-- name: expressions over windows
SELECT id, salary * 100 / SUM(salary) OVER (PARTITION BY dept) > 20, CASE WHEN ROW_NUMBER() OVER (ORDER BY id) < 5 THEN 'early' ELSE 'late' END FROM emp;

-- name: qualify
SELECT id, dept, salary FROM emp QUALIFY ROW_NUMBER() OVER (PARTITION BY dept ORDER BY salary DESC, id) = 1;

-- name: qualify by an alias
SELECT id, RANK() OVER (PARTITION BY dept ORDER BY salary DESC) AS place FROM emp QUALIFY place <= 2;

-- name: the best of each group by a subquery
SELECT id, dept FROM (SELECT id, dept, ROW_NUMBER() OVER (PARTITION BY dept ORDER BY salary DESC, id) AS place FROM emp) ranked WHERE place = 1;

-- name: a filter on the partition goes below
SELECT * FROM (SELECT l_orderkey, l_linenumber, SUM(l_quantity) OVER (PARTITION BY l_orderkey) AS total FROM lineitem) sums WHERE l_orderkey = 100 AND total > 1;

-- name: a filter on another column stays above
SELECT * FROM (SELECT id, dept, COUNT(*) OVER (PARTITION BY dept) AS mates FROM emp) counted WHERE id = 4;

-- name: windows of an empty table
SELECT id, ROW_NUMBER() OVER (ORDER BY id), SUM(num) OVER (PARTITION BY flag) FROM empty_types;

-- name: windows of nulls
SELECT id, SUM(n) OVER (ORDER BY id), COUNT(n) OVER (), MIN(s) OVER (ORDER BY id), RANK() OVER (ORDER BY n), SUM(p) OVER (ORDER BY p RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM only_nulls;

-- name: sums of extremes
SELECT id, SUM(big) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING), SUM(wide) OVER (ORDER BY id) FROM all_types;

-- name: an order in windows and one of the query
-- ordered
SELECT n, SUM(n) OVER (ORDER BY n DESC) FROM series WHERE n < 100 ORDER BY n;

-- name: windows in a join
SELECT a.id, b.place FROM emp a JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY salary NULLS FIRST, id) AS place FROM emp) b ON a.boss = b.id;

-- name: large partitions
SELECT l_orderkey, l_linenumber, SUM(l_extendedprice) OVER (PARTITION BY l_returnflag ORDER BY l_orderkey, l_linenumber ROWS BETWEEN 1000 PRECEDING AND 1000 FOLLOWING),
  MIN(l_extendedprice) OVER (PARTITION BY l_returnflag ORDER BY l_orderkey, l_linenumber ROWS BETWEEN 1000 PRECEDING AND 1000 FOLLOWING) FROM lineitem;

-- name: windows in correlated subqueries
-- only duckdb: H2 sees no further out than one query
SELECT e.id, (SELECT MAX(r) FROM (SELECT ROW_NUMBER() OVER (ORDER BY f.id) AS r FROM emp f WHERE f.boss = e.id) t),
  (SELECT MAX(r) FROM (SELECT SUM(f.salary) OVER (PARTITION BY f.dept ORDER BY f.id) AS r FROM emp f WHERE f.boss = e.id) t),
  (SELECT MAX(r) FROM (SELECT COUNT(*) OVER () AS r FROM emp f WHERE f.salary < e.salary) t) FROM emp e;

-- name: windows in lateral subqueries
-- only duckdb: H2 has no LATERAL
SELECT e.id, x.id, x.r FROM emp e CROSS JOIN LATERAL (SELECT f.id, RANK() OVER (ORDER BY f.salary) AS r FROM emp f WHERE f.boss = e.id) x;

-- name: windows in correlated EXISTS and IN
-- only duckdb: H2 sees no further out than one query
SELECT e.id FROM emp e WHERE EXISTS (SELECT 1 FROM (SELECT ROW_NUMBER() OVER (ORDER BY f.id) AS r FROM emp f WHERE f.boss = e.id) t WHERE r = 2)
  OR e.id IN (SELECT t.r FROM (SELECT ROW_NUMBER() OVER (ORDER BY f.id) AS r FROM emp f WHERE f.boss = e.id) t);
