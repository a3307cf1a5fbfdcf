-- CASE, COALESCE and NULLIF.

-- name: searched case
SELECT c_custkey, CASE WHEN c_acctbal < 0 THEN 'debt' WHEN c_acctbal < 5000 THEN 'some' ELSE 'rich' END
FROM customer WHERE c_custkey < 100;

-- name: simple case
SELECT l_orderkey, l_linenumber, CASE l_returnflag WHEN 'A' THEN 1 WHEN 'R' THEN 2 ELSE 3 END
FROM lineitem WHERE l_orderkey < 100;

-- name: case without else
SELECT id, CASE WHEN salary > 4000 THEN name END FROM emp;

-- name: case whose first match wins
SELECT n, CASE WHEN n > 5 THEN 'a' WHEN n > 3 THEN 'b' WHEN n > 1 THEN 'c' END FROM series WHERE n < 10;

-- name: case over null conditions
SELECT id, CASE WHEN bonus > 0 THEN 'yes' WHEN NOT bonus > 0 THEN 'no' ELSE 'unknown' END FROM emp;

-- name: simple case never matches null
SELECT id, CASE boss WHEN NULL THEN 'null' WHEN 3 THEN 'three' ELSE 'other' END FROM emp;

-- name: results of different lengths keep their own
SELECT id, CASE WHEN id < 3 THEN 'a' ELSE 'long' END || '!' FROM emp;

-- name: results of several numeric types
SELECT id, CASE WHEN id = 1 THEN 1 WHEN id = 2 THEN 2.5 ELSE salary END FROM emp;

-- name: nested case
SELECT id, CASE WHEN dept IS NULL THEN 'none' ELSE CASE WHEN dept = 10 THEN 'ten' ELSE 'more' END END
FROM emp;

-- name: case guards a division
SELECT n, CASE WHEN MOD(n, 3) = 0 THEN -1 ELSE 100 / MOD(n, 3) END FROM series WHERE n < 20;

-- name: case in an aggregate
SELECT SUM(CASE WHEN o_orderstatus = 'F' THEN 1 ELSE 0 END),
  SUM(CASE WHEN o_orderstatus = 'O' THEN o_totalprice END)
FROM orders;

-- name: case in a where clause
SELECT id FROM emp WHERE CASE WHEN dept = 10 THEN salary > 5000 ELSE salary < 4000 END;

-- name: case in order by
-- ordered
SELECT id, name FROM emp ORDER BY CASE WHEN dept = 20 THEN 0 WHEN dept = 10 THEN 1 ELSE 2 END, id;

-- name: case in group by
SELECT CASE WHEN o_totalprice > 200000 THEN 'high' ELSE 'low' END, COUNT(*)
FROM orders GROUP BY CASE WHEN o_totalprice > 200000 THEN 'high' ELSE 'low' END;

-- name: coalesce of two
SELECT id, COALESCE(boss, -1), COALESCE(bonus, 0) FROM emp;

-- name: coalesce of several
SELECT id, COALESCE(bonus, salary, 0), COALESCE(dept, boss, id) FROM emp;

-- name: coalesce of nothing but nulls
SELECT id, COALESCE(n, id), COALESCE(s, 'none'), COALESCE(p, 1.25) FROM only_nulls;

-- name: coalesce over an outer join
SELECT d.id, COALESCE(e.name, 'nobody') FROM dept d LEFT JOIN emp e ON e.dept = d.id AND e.salary > 3999;

-- name: nullif
SELECT id, NULLIF(dept, 10), NULLIF(name, 'Ada'), NULLIF(bonus, 0) FROM emp;

-- name: nullif avoids a division by zero
SELECT n, 100 / NULLIF(MOD(n, 4), 0) FROM series WHERE n < 12;

-- name: coalesce of nullif
SELECT id, COALESCE(NULLIF(bonus, 0), 1) FROM emp;
