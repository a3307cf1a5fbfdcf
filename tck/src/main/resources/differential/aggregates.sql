-- The aggregates beyond COUNT, SUM, AVG, MIN and MAX.

-- name: covariance and correlation
-- approximate: doubles are summed in another order
SELECT COVAR_POP(a.n, a.n * 2), COVAR_SAMP(a.n, a.half), CORR(a.n, a.half) FROM series a WHERE m < 40;

-- name: regressions
-- approximate: doubles are summed in another order
SELECT REGR_COUNT(half, m), REGR_AVGX(half, m), REGR_AVGY(half, m), REGR_SXX(half, m), REGR_SYY(half, m) FROM series;

-- name: slopes
-- approximate: doubles are summed in another order
SELECT REGR_SLOPE(half, n), REGR_INTERCEPT(half * 3 + 7, n), REGR_R2(half, n), REGR_SXY(half, n) FROM series;

-- name: regressions by group
-- approximate: doubles are summed in another order
SELECT l_returnflag, REGR_SLOPE(l_extendedprice, l_quantity), REGR_R2(l_extendedprice, l_quantity), CORR(l_extendedprice, l_quantity) FROM lineitem GROUP BY l_returnflag;

-- name: regressions of too few pairs
-- only h2: DuckDB's slope of one pair is NaN
SELECT id, REGR_COUNT(salary, bonus), COVAR_POP(salary, bonus), COVAR_SAMP(salary, bonus), REGR_SLOPE(salary, bonus), REGR_AVGX(salary, bonus) FROM emp GROUP BY id;

-- name: deviations with DISTINCT and FILTER
-- approximate: doubles are summed in another order
SELECT STDDEV_POP(DISTINCT salary), VAR_SAMP(salary) FILTER (WHERE dept = 10), STDDEV_SAMP(salary), VAR_POP(bonus) FROM emp;

-- name: bits
-- only duckdb: H2's are called otherwise
SELECT MOD(n, 7), BIT_AND(n), BIT_OR(n), BIT_XOR(n), BIT_XOR(DISTINCT m), BIT_OR(m) FILTER (WHERE m > 50) FROM series GROUP BY MOD(n, 7);

-- name: bits of nothing
SELECT BIT_AND(n), BIT_OR(n) FROM only_nulls;

-- name: booleans
-- only h2: DuckDB has no EVERY
SELECT dept, EVERY(salary > 3500), SOME(salary > 8000) FROM emp GROUP BY dept;

-- name: booleans as PostgreSQL calls them
SELECT dept, BOOL_AND(salary > 3500), BOOL_OR(salary > 8000), BOOL_OR(bonus > 1) FILTER (WHERE boss IS NOT NULL) FROM emp GROUP BY dept;

-- name: the value at an extreme
-- only duckdb: H2 has none
SELECT dept, ARG_MIN(name, salary), ARG_MAX(id, salary), ARG_MAX(name, hired) FROM emp GROUP BY dept;

-- name: the most frequent value
SELECT MODE(dept) FROM emp;

-- name: medians
SELECT dept, MEDIAN(salary) FROM emp WHERE dept IS NOT NULL GROUP BY dept;

-- name: medians of whole numbers
-- approximate: DuckDB's are doubles
SELECT MOD(n, 5), MEDIAN(m), MEDIAN(n) FROM series GROUP BY MOD(n, 5);

-- name: percentiles
-- approximate: DuckDB's are doubles
SELECT PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY n), PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY n DESC), PERCENTILE_CONT(1) WITHIN GROUP (ORDER BY m), PERCENTILE_CONT(0) WITHIN GROUP (ORDER BY m) FROM series;

-- name: percentiles of doubles
SELECT PERCENTILE_CONT(0.3) WITHIN GROUP (ORDER BY CAST(m AS DOUBLE PRECISION)) FROM series;

-- name: percentiles that are values
SELECT dept, PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY salary), PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY id), PERCENTILE_DISC(0) WITHIN GROUP (ORDER BY salary DESC) FROM emp GROUP BY dept;

-- name: percentiles of nothing
SELECT PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY n), PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY p) FROM only_nulls;

-- name: lists
-- only h2: DuckDB calls it STRING_AGG
SELECT dept, LISTAGG(name, ', ') WITHIN GROUP (ORDER BY name, id) FROM emp GROUP BY dept;

-- name: lists in another order
-- only h2: DuckDB calls it STRING_AGG
SELECT LISTAGG(name, '') WITHIN GROUP (ORDER BY salary DESC NULLS LAST, id), LISTAGG(DISTINCT name, '-') WITHIN GROUP (ORDER BY name), LISTAGG(name, '+') WITHIN GROUP (ORDER BY id) FILTER (WHERE dept = 20) FROM emp;

-- name: lists as PostgreSQL writes them
SELECT dept, STRING_AGG(name, ',' ORDER BY id DESC) FROM emp GROUP BY dept;

-- name: lists of nothing
SELECT STRING_AGG(s, ',' ORDER BY id) FROM only_nulls;

-- name: long lists
SELECT STRING_AGG(CAST(n AS VARCHAR(10)), ',' ORDER BY m NULLS LAST, n) FROM series;

-- name: few distinct values, approximately
-- only duckdb: H2 has none
SELECT APPROX_COUNT_DISTINCT(dept) BETWEEN 4 AND 4, APPROX_COUNT_DISTINCT(n) FILTER (WHERE n IS NULL) FROM (SELECT dept, CAST(NULL AS INTEGER) AS n FROM emp) e;

-- name: many distinct values, approximately
-- only duckdb: H2 has none
SELECT APPROX_COUNT_DISTINCT(l_orderkey) BETWEEN 13500 AND 16500, APPROX_COUNT_DISTINCT(l_partkey) BETWEEN 1800 AND 2200 FROM lineitem;

-- name: groupings
-- only duckdb: H2 has no grouping sets
SELECT dept, boss, GROUPING(dept), GROUPING(boss), COUNT(*), SUM(salary) FROM emp GROUP BY CUBE (dept, boss);

-- name: a grouping of several columns
-- only duckdb: H2 has no GROUPING_ID
SELECT dept, boss, GROUPING_ID(dept, boss), MAX(name) FROM emp GROUP BY GROUPING SETS ((dept, boss), (dept), ());

-- name: distinct aggregates over grouping sets
-- only duckdb: H2 has no grouping sets
SELECT dept, boss, COUNT(DISTINCT salary), COUNT(DISTINCT name) FROM emp GROUP BY ROLLUP (dept, boss);

-- name: ordered aggregates over grouping sets
-- only duckdb: H2 has no grouping sets
SELECT dept, STRING_AGG(name, ',' ORDER BY id), PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY salary) FROM emp GROUP BY GROUPING SETS ((dept), ());

-- name: two distinct aggregates with filters
SELECT dept, COUNT(DISTINCT boss) FILTER (WHERE salary > 3500), SUM(DISTINCT salary) FILTER (WHERE boss IS NOT NULL), COUNT(*) FILTER (WHERE salary IS NULL) FROM emp GROUP BY dept;

-- name: aggregates as windows
-- approximate: doubles are summed in another order
SELECT n, ROUND(CORR(n, m) OVER (ORDER BY n ROWS BETWEEN 30 PRECEDING AND 5 FOLLOWING), 9), REGR_COUNT(n, m) OVER (ORDER BY n ROWS 30 PRECEDING), COVAR_POP(n, m) OVER (PARTITION BY MOD(n, 5)) FROM series WHERE n BETWEEN 50 AND 900;

-- name: bits as windows
-- only duckdb: H2's are called otherwise
SELECT n, BIT_XOR(n) OVER (ORDER BY n ROWS BETWEEN 30 PRECEDING AND 3 FOLLOWING), BIT_AND(m) OVER (ORDER BY n ROWS 3 PRECEDING) FROM series;

-- name: the value at an extreme as a window
-- only duckdb: H2 has none
SELECT n, ARG_MAX(n, half) OVER (ORDER BY n ROWS BETWEEN 5 PRECEDING AND 5 FOLLOWING), ARG_MIN(n, m + n * 0.001) OVER (ORDER BY n ROWS BETWEEN 25 PRECEDING AND 5 FOLLOWING) FROM series;
