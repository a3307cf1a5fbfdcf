-- Subqueries: scalar, IN, EXISTS, quantified, correlated and not, and derived tables.

-- name: a scalar subquery in the select list
SELECT r_name, (SELECT COUNT(*) FROM nation) FROM region;

-- name: a scalar subquery in the where clause
SELECT c_custkey FROM customer WHERE c_acctbal = (SELECT MAX(c_acctbal) FROM customer);

-- name: a scalar subquery above an average
SELECT COUNT(*) FROM orders WHERE o_totalprice > (SELECT AVG(o_totalprice) FROM orders);

-- name: a scalar subquery of no rows is null
SELECT id, (SELECT num FROM empty_types) FROM dept;

-- name: a scalar subquery in an expression
SELECT id, salary - (SELECT MIN(salary) FROM emp) FROM emp;

-- name: two scalar subqueries
SELECT (SELECT COUNT(*) FROM orders) - (SELECT COUNT(*) FROM customer), (SELECT MAX(id) FROM emp);

-- name: a correlated scalar subquery
SELECT d.id, (SELECT MAX(e.salary) FROM emp e WHERE e.dept = d.id) FROM dept d;

-- name: a correlated count is zero, not null
SELECT d.id, (SELECT COUNT(*) FROM emp e WHERE e.dept = d.id) FROM dept d;

-- name: a correlated sum is null
SELECT d.id, (SELECT SUM(e.bonus) FROM emp e WHERE e.dept = d.id AND e.salary > 5000) FROM dept d;

-- name: a correlated subquery over many rows
SELECT c_custkey, (SELECT SUM(o_totalprice) FROM orders WHERE o_custkey = c_custkey) FROM customer WHERE c_custkey < 60;

-- name: compared with a correlated average
SELECT e.id FROM emp e WHERE e.salary > (SELECT AVG(x.salary) FROM emp x WHERE x.dept = e.dept);

-- name: compared with a correlated minimum
SELECT ps_partkey, ps_suppkey FROM partsupp p
WHERE ps_partkey < 200 AND ps_supplycost = (SELECT MIN(ps_supplycost) FROM partsupp q WHERE q.ps_partkey = p.ps_partkey);

-- name: in
SELECT n_name FROM nation WHERE n_nationkey IN (SELECT s_nationkey FROM supplier WHERE s_acctbal > 9000);

-- name: not in
SELECT n_nationkey FROM nation WHERE n_nationkey NOT IN (SELECT s_nationkey FROM supplier WHERE s_acctbal > 2000);

-- name: not in with a null among them is never true
SELECT id FROM dept WHERE id NOT IN (SELECT dept FROM emp);

-- name: not in with the nulls taken out
SELECT id FROM dept WHERE id NOT IN (SELECT dept FROM emp WHERE dept IS NOT NULL);

-- name: a null not in
SELECT id FROM emp WHERE dept NOT IN (SELECT id FROM dept WHERE id > 10);

-- name: not in no rows
SELECT id, boss FROM emp WHERE boss NOT IN (SELECT id FROM empty_types);

-- name: in no rows
SELECT id FROM emp WHERE boss IN (SELECT id FROM empty_types);

-- name: in as a value
SELECT id, dept IN (SELECT id FROM dept WHERE city = 'Oslo') FROM emp;

-- name: a pair in
SELECT COUNT(*) FROM lineitem WHERE (l_partkey, l_suppkey) IN (SELECT ps_partkey, ps_suppkey FROM partsupp WHERE ps_availqty < 1000);

-- name: in a grouped subquery
SELECT o_orderkey, o_totalprice FROM orders
WHERE o_orderkey IN (SELECT l_orderkey FROM lineitem GROUP BY l_orderkey HAVING SUM(l_quantity) > 270);

-- name: a correlated in
SELECT e.id FROM emp e WHERE e.name IN (SELECT x.name FROM emp x WHERE x.id <> e.id);

-- name: exists
SELECT d.id FROM dept d WHERE EXISTS (SELECT 1 FROM emp e WHERE e.dept = d.id);

-- name: not exists
SELECT d.id FROM dept d WHERE NOT EXISTS (SELECT 1 FROM emp e WHERE e.dept = d.id);

-- name: exists without correlation
SELECT r_name FROM region WHERE EXISTS (SELECT * FROM emp WHERE salary > 8000);

-- name: exists over no rows
SELECT r_name FROM region WHERE EXISTS (SELECT * FROM empty_types);

-- name: not exists over no rows
SELECT r_name FROM region WHERE NOT EXISTS (SELECT * FROM empty_types);

-- name: exists with an inequality
SELECT COUNT(*) FROM lineitem a WHERE a.l_orderkey < 2000 AND EXISTS (
  SELECT * FROM lineitem b WHERE b.l_orderkey = a.l_orderkey AND b.l_suppkey <> a.l_suppkey AND b.l_shipdate > a.l_shipdate);

-- name: not exists on a large side
SELECT COUNT(*), SUM(c_acctbal) FROM customer WHERE NOT EXISTS (SELECT * FROM orders WHERE o_custkey = c_custkey);

-- name: exists and not exists together
SELECT e.id FROM emp e WHERE EXISTS (SELECT 1 FROM emp x WHERE x.boss = e.id)
  AND NOT EXISTS (SELECT 1 FROM dept d WHERE d.id = e.dept AND d.city = 'Lima');

-- name: exists under or
SELECT e.id FROM emp e WHERE e.salary > 6000 OR EXISTS (SELECT 1 FROM dept d WHERE d.id = e.dept AND d.title = 'Sales');

-- name: in under or
SELECT e.id FROM emp e WHERE e.salary > 6000 OR e.dept IN (SELECT id FROM dept WHERE city = 'Lima');

-- name: exists in the select list
SELECT d.id, EXISTS (SELECT 1 FROM emp e WHERE e.dept = d.id) FROM dept d;

-- name: greater than all
SELECT id FROM emp WHERE salary >= ALL (SELECT salary FROM emp WHERE salary IS NOT NULL);

-- name: greater than all of no rows
SELECT id FROM emp WHERE salary > ALL (SELECT price FROM empty_types);

-- name: less than some
SELECT id FROM emp WHERE salary < SOME (SELECT salary FROM emp WHERE dept = 20);

-- name: equal to any
SELECT id FROM emp WHERE dept = ANY (SELECT id FROM dept WHERE city IS NOT NULL);

-- name: a derived table
SELECT x.y, COUNT(*) FROM (SELECT EXTRACT(YEAR FROM o_orderdate) AS y FROM orders WHERE o_totalprice > 300000) AS x GROUP BY x.y;

-- name: a derived table with named columns
SELECT x.p, x.q FROM (SELECT id, title FROM dept) AS x (p, q) WHERE x.p > 10;

-- name: derived tables three deep
SELECT COUNT(*) FROM (SELECT k FROM (SELECT o_custkey AS k FROM (SELECT * FROM orders WHERE o_orderkey < 1000) AS a) AS b WHERE k > 500) AS c;

-- name: a subquery in having
SELECT o_custkey, SUM(o_totalprice) FROM orders GROUP BY o_custkey
HAVING SUM(o_totalprice) > (SELECT 3 * SUM(o_totalprice) / COUNT(DISTINCT o_custkey) FROM orders);

-- name: a subquery in a join condition
SELECT e.id, d.id FROM emp e JOIN dept d ON e.dept = d.id AND e.salary > (SELECT AVG(salary) FROM emp);

-- name: a subquery in case
SELECT id, CASE WHEN dept IN (SELECT id FROM dept WHERE city = 'Oslo') THEN 'north' ELSE 'south' END FROM emp;

-- name: correlated over two levels
SELECT d.id FROM dept d WHERE EXISTS (SELECT 1 FROM emp e WHERE e.dept = d.id
  AND EXISTS (SELECT 1 FROM emp x WHERE x.boss = e.id AND x.salary < 4000));

-- name: the largest of each group
SELECT o.o_custkey, o.o_orderkey FROM orders o WHERE o.o_custkey < 50 AND o.o_totalprice = (
  SELECT MAX(i.o_totalprice) FROM orders i WHERE i.o_custkey = o.o_custkey);

-- name: in with a correlated filter on two columns
SELECT e.id FROM emp e WHERE e.hired IN (SELECT x.hired FROM emp x WHERE x.id <> e.id AND x.salary = e.salary);

-- name: a correlated IN of a constant
SELECT id, dept IN (SELECT 20 FROM emp q WHERE q.boss = p.id), name NOT IN (SELECT 'Ada' FROM emp q WHERE q.boss = p.id AND q.dept < 20) FROM emp p;

-- name: the first of a correlated subquery
SELECT e.id, (SELECT f.name FROM emp f WHERE f.boss = e.id ORDER BY f.salary DESC, f.id LIMIT 1) FROM emp e;

-- name: lateral with LIMIT and OFFSET
-- only duckdb: H2 has no LATERAL
SELECT e.id, x.id FROM emp e LEFT JOIN LATERAL (SELECT f.id FROM emp f WHERE f.boss = e.id ORDER BY f.id LIMIT 2 OFFSET 1) x ON TRUE;

-- name: EXISTS over HAVING
SELECT e.id FROM emp e WHERE EXISTS (SELECT 1 FROM emp f WHERE f.boss = e.id HAVING COUNT(*) > 1);

-- name: EXISTS over an aggregate always holds
SELECT e.id FROM emp e WHERE EXISTS (SELECT COUNT(*) FROM emp f WHERE f.boss = e.id);

-- name: a number in a correlated count
SELECT e.id FROM emp e WHERE 2 IN (SELECT COUNT(*) FROM emp f WHERE f.boss = e.id);

-- name: comparisons with ALL and ANY
SELECT e.id, e.salary >= ALL (SELECT f.salary FROM emp f WHERE f.dept = e.dept AND f.salary IS NOT NULL), e.salary > ANY (SELECT f.salary FROM emp f WHERE f.dept = e.dept) FROM emp e;

-- name: a correlated union
-- only duckdb: H2 sees no further out than one query
SELECT e.id, (SELECT SUM(x) FROM (SELECT f.salary AS x FROM emp f WHERE f.boss = e.id UNION ALL SELECT e.salary) t) FROM emp e;

-- name: a correlated list
SELECT d.id, (SELECT STRING_AGG(e.name, ',' ORDER BY e.id) FROM emp e WHERE e.dept = d.id), (SELECT COUNT(DISTINCT e.boss) FROM emp e WHERE e.dept = d.id) FROM dept d;
