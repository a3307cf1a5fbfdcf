-- Analytic queries over TPC-H: several features in each.

-- name: pricing summary for each year
SELECT EXTRACT(YEAR FROM l_shipdate) AS y, l_returnflag, COUNT(*), SUM(l_quantity), SUM(l_extendedprice * (1 - l_discount))
FROM lineitem GROUP BY EXTRACT(YEAR FROM l_shipdate), l_returnflag;

-- name: best customers of each region
-- ordered
SELECT r_name, c_custkey, SUM(o_totalprice) AS spent
FROM region JOIN nation ON r_regionkey = n_regionkey JOIN customer ON n_nationkey = c_nationkey
JOIN orders ON c_custkey = o_custkey
GROUP BY r_name, c_custkey HAVING SUM(o_totalprice) > 4000000 ORDER BY spent DESC, c_custkey;

-- name: orders by size
SELECT lines, COUNT(*), SUM(price) FROM (
  SELECT l_orderkey, COUNT(*) AS lines, SUM(l_extendedprice) AS price FROM lineitem GROUP BY l_orderkey) AS x
GROUP BY lines;

-- name: late lines by mode and priority
SELECT l_shipmode, o_orderpriority, COUNT(*) FROM orders JOIN lineitem ON o_orderkey = l_orderkey
WHERE l_receiptdate > l_commitdate AND l_shipdate < l_commitdate GROUP BY l_shipmode, o_orderpriority;

-- name: parts never sold with a high discount
SELECT COUNT(*), MIN(p_partkey) FROM part p WHERE NOT EXISTS (
  SELECT * FROM lineitem WHERE l_partkey = p.p_partkey AND l_discount >= 0.09);

-- name: the cheapest supplier of each part in Europe
SELECT ps_partkey, s_suppkey, ps_supplycost FROM partsupp
JOIN supplier ON ps_suppkey = s_suppkey JOIN nation ON s_nationkey = n_nationkey
JOIN (SELECT ps_partkey AS k, MIN(ps_supplycost) AS cost FROM partsupp, supplier, nation
  WHERE ps_suppkey = s_suppkey AND s_nationkey = n_nationkey AND n_regionkey = 3 GROUP BY ps_partkey) AS best
ON ps_partkey = best.k AND ps_supplycost = best.cost WHERE n_regionkey = 3 AND ps_partkey < 500;

-- name: important stock
SELECT ps_partkey, SUM(ps_supplycost * ps_availqty) FROM partsupp, supplier, nation
WHERE ps_suppkey = s_suppkey AND s_nationkey = n_nationkey AND n_name = 'GERMANY'
GROUP BY ps_partkey HAVING SUM(ps_supplycost * ps_availqty) > (
  SELECT SUM(ps_supplycost * ps_availqty) * 0.01 FROM partsupp, supplier, nation
  WHERE ps_suppkey = s_suppkey AND s_nationkey = n_nationkey AND n_name = 'GERMANY');

-- name: market share by year
-- approximate: DuckDB divides decimals to a double, H2 to a scale of its own
SELECT y, SUM(CASE WHEN nation = 'CHINA' THEN volume ELSE 0 END) / SUM(volume) FROM (
  SELECT EXTRACT(YEAR FROM o_orderdate) AS y, l_extendedprice * (1 - l_discount) AS volume, n_name AS nation
  FROM lineitem, orders, supplier, nation
  WHERE l_orderkey = o_orderkey AND l_suppkey = s_suppkey AND s_nationkey = n_nationkey AND n_regionkey = 2) AS x
GROUP BY y;

-- name: pairs of parts bought together
SELECT a.l_partkey, b.l_partkey, COUNT(*) FROM lineitem a JOIN lineitem b
ON a.l_orderkey = b.l_orderkey AND a.l_partkey < b.l_partkey
WHERE a.l_partkey < 60 AND b.l_partkey < 60 GROUP BY a.l_partkey, b.l_partkey;

-- name: customers by number of orders
-- ordered
SELECT c_count, COUNT(*) AS n FROM (
  SELECT c_custkey, COUNT(o_orderkey) AS c_count FROM customer LEFT JOIN orders
  ON c_custkey = o_custkey AND o_orderstatus <> 'P' GROUP BY c_custkey) AS x
GROUP BY c_count ORDER BY n DESC, c_count DESC;

-- name: the first order of each customer
SELECT c_custkey, MIN(o_orderdate), MAX(o_orderdate), COUNT(*) FROM customer, orders
WHERE c_custkey = o_custkey AND c_nationkey = 7 GROUP BY c_custkey;

-- name: small quantity orders
-- approximate: DuckDB divides decimals to a double, H2 to a scale of its own
SELECT SUM(l_extendedprice) / 7.0 FROM lineitem, part
WHERE p_partkey = l_partkey AND p_brand = 'Brand#23' AND p_container LIKE 'MED%' AND p_size < 20 AND l_quantity < (
  SELECT 0.2 * AVG(q.l_quantity) FROM lineitem q WHERE q.l_partkey = p_partkey AND q.l_partkey < 600);

-- name: brands and their suppliers
SELECT p_brand, p_size, COUNT(DISTINCT ps_suppkey) FROM partsupp, part
WHERE p_partkey = ps_partkey AND p_brand <> 'Brand#45' AND p_size IN (49, 14, 23)
  AND ps_suppkey NOT IN (SELECT s_suppkey FROM supplier WHERE s_comment LIKE '%pending%')
GROUP BY p_brand, p_size;

-- name: revenue of alternatives
SELECT SUM(l_extendedprice * (1 - l_discount)) FROM lineitem JOIN part ON p_partkey = l_partkey
WHERE (p_brand = 'Brand#12' AND l_quantity BETWEEN 1 AND 11 AND p_size BETWEEN 1 AND 5)
  OR (p_brand = 'Brand#23' AND l_quantity BETWEEN 10 AND 20 AND p_size BETWEEN 1 AND 10)
  OR (p_brand = 'Brand#34' AND l_quantity BETWEEN 20 AND 30 AND p_size BETWEEN 1 AND 15);

-- name: countries by the size of their accounts
-- ordered
SELECT n_name, COUNT(*), SUM(c_acctbal), MIN(c_acctbal), MAX(c_acctbal) FROM nation
LEFT JOIN customer ON c_nationkey = n_nationkey AND c_acctbal > 0 GROUP BY n_name ORDER BY SUM(c_acctbal) DESC, n_name;

-- name: trade between two regions
SELECT a.n_name, b.n_name, COUNT(*), SUM(l_extendedprice) FROM lineitem, orders, customer, supplier, nation a, nation b
WHERE l_orderkey = o_orderkey AND o_custkey = c_custkey AND l_suppkey = s_suppkey
  AND s_nationkey = a.n_nationkey AND c_nationkey = b.n_nationkey AND a.n_regionkey = 1 AND b.n_regionkey = 4
GROUP BY a.n_name, b.n_name;
