-- Joins of each type, of two to six tables.

-- name: an inner join
SELECT n_name, r_name FROM nation JOIN region ON n_regionkey = r_regionkey;

-- name: a join in the where clause
SELECT s_suppkey, n_nationkey FROM supplier, nation WHERE s_nationkey = n_nationkey AND n_regionkey = 3;

-- name: a join on a key of two columns
SELECT l_orderkey, l_linenumber, ps_supplycost
FROM lineitem JOIN partsupp ON l_partkey = ps_partkey AND l_suppkey = ps_suppkey WHERE l_orderkey < 50;

-- name: one row for many
SELECT COUNT(*), SUM(l_quantity), SUM(o_totalprice) FROM orders JOIN lineitem ON o_orderkey = l_orderkey;

-- name: many rows for many
SELECT a.b, c.b, COUNT(*) FROM left_bag a JOIN right_bag c ON a.a = c.a GROUP BY a.b, c.b;

-- name: nulls do not join
SELECT COUNT(*) FROM left_bag x JOIN right_bag y ON x.a = y.a AND x.b = y.b;

-- name: nulls join by is not distinct from
SELECT COUNT(*) FROM left_bag x JOIN right_bag y
ON x.a IS NOT DISTINCT FROM y.a AND x.b IS NOT DISTINCT FROM y.b;

-- name: a join with a further condition
SELECT o_orderkey, c_name FROM orders JOIN customer ON o_custkey = c_custkey AND c_acctbal > 9900;

-- name: a join on an expression
SELECT a.n, b.n FROM series a JOIN series b ON a.n = b.n * 2 + 1 WHERE a.n < 100;

-- name: a join of a bigint and an integer
SELECT id, n FROM all_types JOIN series ON big = n;

-- name: a join of a decimal and an integer
SELECT a.n, b.n FROM series a JOIN series b ON a.half = b.n WHERE b.n < 50;

-- name: a join on text
SELECT x.id, y.id FROM words x JOIN words y ON x.w = y.w;

-- name: a join on padded text
SELECT a.n_nationkey, b.n_nationkey FROM nation a JOIN nation b ON a.n_name = b.n_name;

-- name: a join on dates
SELECT a.id, b.id FROM emp a JOIN emp b ON a.hired = b.hired AND a.id < b.id;

-- name: a self join
SELECT e.name, b.name FROM emp e JOIN emp b ON e.boss = b.id;

-- name: three generations
SELECT e.name, b.name, bb.name FROM emp e JOIN emp b ON e.boss = b.id JOIN emp bb ON b.boss = bb.id;

-- name: a left join
SELECT e.id, e.name, d.title FROM emp e LEFT JOIN dept d ON e.dept = d.id;

-- name: a right join
SELECT e.id, d.id, d.title FROM emp e RIGHT JOIN dept d ON e.dept = d.id;

-- name: a full join
-- only duckdb: H2 has no full join
SELECT e.id, d.id FROM emp e FULL JOIN dept d ON e.dept = d.id;

-- name: a full join with a further condition
-- only duckdb: H2 has no full join
SELECT e.id, d.id FROM emp e FULL OUTER JOIN dept d ON e.dept = d.id AND e.salary > 4000 AND d.city = 'Oslo';

-- name: a left join with a condition on the left
SELECT e.id, d.title FROM emp e LEFT JOIN dept d ON e.dept = d.id AND e.salary > 4000;

-- name: a left join with a condition on the right
SELECT e.id, d.title FROM emp e LEFT JOIN dept d ON e.dept = d.id AND d.city = 'Oslo';

-- name: a condition after a left join
SELECT e.id, d.title FROM emp e LEFT JOIN dept d ON e.dept = d.id WHERE d.city = 'Oslo' OR d.id IS NULL;

-- name: rows without a partner
SELECT c_custkey FROM customer LEFT JOIN orders ON c_custkey = o_custkey WHERE o_orderkey IS NULL AND c_custkey < 100;

-- name: a left join that keeps a large side
SELECT COUNT(*), COUNT(o_orderkey), SUM(o_totalprice) FROM customer LEFT JOIN orders
ON c_custkey = o_custkey AND o_orderdate > DATE '1997-01-01';

-- name: two left joins in a row
SELECT e.id, b.name, d.title FROM emp e LEFT JOIN emp b ON e.boss = b.id LEFT JOIN dept d ON b.dept = d.id;

-- name: an inner join after a left join
SELECT e.id, b.name, d.title FROM emp e LEFT JOIN emp b ON e.boss = b.id JOIN dept d ON e.dept = d.id;

-- name: a left join to a join
SELECT c.c_custkey, x.l_orderkey, x.l_linenumber FROM customer c
LEFT JOIN (SELECT * FROM orders JOIN lineitem ON o_orderkey = l_orderkey WHERE l_quantity > 49) AS x
ON c.c_custkey = x.o_custkey WHERE c.c_custkey < 40;

-- name: a left join on a false condition
SELECT e.id, d.id FROM emp e LEFT JOIN dept d ON 1 = 0;

-- name: a left join without equality
SELECT d.id, e.id FROM dept d LEFT JOIN emp e ON e.salary > d.id * 200;

-- name: a cross join
SELECT r_name, d.id FROM region CROSS JOIN dept d;

-- name: a comma join without condition
SELECT COUNT(*) FROM nation, region, dept;

-- name: less than
SELECT a.id, b.id FROM emp a JOIN emp b ON a.salary < b.salary;

-- name: a range join
SELECT a.id, b.n FROM emp a JOIN series b ON b.n BETWEEN a.id * 10 AND a.id * 10 + 2;

-- name: equality and inequality
SELECT COUNT(*) FROM lineitem a JOIN lineitem b
ON a.l_orderkey = b.l_orderkey AND a.l_linenumber < b.l_linenumber AND a.l_shipdate > b.l_shipdate;

-- name: a disjunction between tables
SELECT e.id, d.id FROM emp e JOIN dept d ON e.dept = d.id OR e.boss * 10 = d.id;

-- name: using
-- only duckdb: H2 calls the shared column ambiguous
SELECT id, e.name, d.title FROM emp e JOIN dept d USING (id);

-- name: using keeps the matches of a left join
-- only duckdb: H2 calls the shared column ambiguous
SELECT id, e.name, d.title FROM emp e LEFT JOIN dept d USING (id);

-- name: a natural join
-- only duckdb: H2 calls the shared columns ambiguous
SELECT a, b FROM left_bag NATURAL JOIN right_bag;

-- name: three tables
SELECT c_name, o_orderkey, l_linenumber FROM customer JOIN orders ON c_custkey = o_custkey
JOIN lineitem ON o_orderkey = l_orderkey WHERE c_custkey IN (1, 7, 10) AND l_quantity > 30;

-- name: four tables
SELECT r_name, COUNT(*), SUM(o_totalprice) FROM region JOIN nation ON r_regionkey = n_regionkey
JOIN customer ON n_nationkey = c_nationkey JOIN orders ON c_custkey = o_custkey GROUP BY r_name;

-- name: five tables
SELECT n_name, COUNT(*), SUM(ps_availqty) FROM part, partsupp, supplier, nation, region
WHERE p_partkey = ps_partkey AND ps_suppkey = s_suppkey AND s_nationkey = n_nationkey
  AND n_regionkey = r_regionkey AND r_name = 'ASIA' AND p_size < 20 GROUP BY n_name;

-- name: six tables
SELECT n_name, p_brand, SUM(l_quantity) FROM lineitem, orders, customer, nation, region, part
WHERE l_orderkey = o_orderkey AND o_custkey = c_custkey AND c_nationkey = n_nationkey
  AND n_regionkey = r_regionkey AND l_partkey = p_partkey AND r_name = 'AFRICA' AND p_size = 11
GROUP BY n_name, p_brand;

-- name: one table twice
SELECT a.n_name, b.n_name, COUNT(*) FROM supplier, nation a, customer, nation b
WHERE s_nationkey = a.n_nationkey AND c_nationkey = b.n_nationkey AND a.n_regionkey = 0 AND b.n_regionkey = 1
GROUP BY a.n_name, b.n_name;

-- name: a join of aggregates
SELECT x.c, y.s FROM (SELECT o_custkey AS k, COUNT(*) AS c FROM orders GROUP BY o_custkey) AS x
JOIN (SELECT c_custkey AS k, c_acctbal AS s FROM customer) AS y ON x.k = y.k WHERE x.c > 25;

-- name: a join with an empty table
SELECT e.id, t.id FROM emp e JOIN empty_types t ON e.id = t.id;

-- name: a left join with an empty table
SELECT e.id, t.id, t.price FROM emp e LEFT JOIN empty_types t ON e.id = t.id;

-- name: an empty table left joined
SELECT t.id, e.id FROM empty_types t LEFT JOIN emp e ON e.id = t.id;

-- name: a join on a column of nulls
SELECT a.id FROM only_nulls a JOIN only_nulls b ON a.n = b.n;

-- name: a star of one side
SELECT d.*, e.name FROM dept d JOIN emp e ON e.dept = d.id;

-- name: a star of both sides
SELECT * FROM dept d JOIN region r ON d.id = r.r_regionkey * 10;

-- name: parenthesised joins
SELECT e.id, d.title, b.name FROM emp e LEFT JOIN (dept d JOIN emp b ON b.dept = d.id AND b.id < 4) ON e.dept = d.id;
