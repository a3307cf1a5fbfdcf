-- Filters: every comparison operator over every type, and three-valued logic.

-- name: equal integers
SELECT l_orderkey, l_linenumber FROM lineitem WHERE l_partkey = 1000;

-- name: unequal integers
SELECT COUNT(*) FROM lineitem WHERE l_linenumber <> 1;

-- name: less than an integer
SELECT o_orderkey, o_custkey FROM orders WHERE o_custkey < 20;

-- name: at most an integer
SELECT s_suppkey, s_nationkey FROM supplier WHERE s_nationkey <= 3;

-- name: greater than a bigint
SELECT o_orderkey FROM orders WHERE o_orderkey > 59900;

-- name: at least a bigint
SELECT o_orderkey FROM orders WHERE o_orderkey >= 59905;

-- name: less than a decimal
SELECT c_custkey, c_acctbal FROM customer WHERE c_acctbal < -900.5;

-- name: a decimal against an integer
SELECT l_orderkey, l_linenumber, l_quantity FROM lineitem WHERE l_quantity = 50 AND l_partkey < 200;

-- name: a decimal against a decimal with more digits
SELECT COUNT(*) FROM lineitem WHERE l_discount > 0.0499999;

-- name: two columns of one table
SELECT COUNT(*) FROM lineitem WHERE l_commitdate = l_receiptdate;

-- name: columns of two widths of integer
SELECT id FROM all_types WHERE num = big;

-- name: a smallint against an integer
SELECT id, small FROM all_types WHERE small < num;

-- name: a real against a literal
SELECT id FROM all_types WHERE flt >= 1.5;

-- name: a double against a literal
SELECT id FROM all_types WHERE dbl > 2.5;

-- name: equal text
SELECT c_custkey FROM customer WHERE c_name = 'Customer#000000042';

-- name: a text range
SELECT n_name FROM nation WHERE n_comment >= 'p' AND n_comment < 't';

-- name: padded text
-- only duckdb: H2 makes an IN of the two, and pads for = but not for IN
SELECT n_nationkey FROM nation WHERE n_name = 'PERU' OR n_name = 'CHINA';

-- name: dates between two days
SELECT o_orderkey FROM orders WHERE o_orderdate >= DATE '1998-07-30' AND o_orderdate < DATE '1998-08-02';

-- name: a single day
SELECT COUNT(*) FROM lineitem WHERE l_shipdate = DATE '1995-06-17';

-- name: time of day
SELECT id FROM all_types WHERE at_time < TIME '12:00:01';

-- name: timestamps
SELECT id FROM all_types WHERE seen >= TIMESTAMP '2000-01-01 06:30:00';

-- name: timestamps with a fraction
SELECT id FROM all_types WHERE seen = TIMESTAMP '2024-03-01 00:00:00.123456';

-- name: equal instants in two zones
SELECT a.id, b.id FROM all_types a, all_types b WHERE a.stamped = b.stamped AND a.id < b.id;

-- name: a boolean column by itself
SELECT id FROM all_types WHERE flag;

-- name: not a boolean column
SELECT id FROM all_types WHERE NOT flag;

-- name: a boolean column against a literal
SELECT id FROM all_types WHERE flag = TRUE OR flag <> TRUE;

-- name: is null
SELECT id FROM all_types WHERE price IS NULL;

-- name: is not null
SELECT id FROM all_types WHERE at_time IS NOT NULL AND born IS NOT NULL;

-- name: is true, is false, is not true
SELECT id, flag IS TRUE, flag IS FALSE, flag IS NOT TRUE, flag IS NOT FALSE FROM all_types;

-- name: is unknown
SELECT id FROM all_types WHERE (num > 5) IS UNKNOWN OR (num > 5) IS NOT UNKNOWN AND id > 10;

-- name: is distinct from
SELECT id FROM emp WHERE boss IS DISTINCT FROM 3;

-- name: is not distinct from, between columns
SELECT a.id, b.id FROM emp a, emp b WHERE a.boss IS NOT DISTINCT FROM b.boss AND a.id < b.id;

-- name: null never equals
SELECT id FROM emp WHERE boss = NULL;

-- name: and, or, not with nulls
SELECT id FROM emp WHERE NOT (boss = 3 OR salary < 4000) OR (bonus > 0 AND dept IS NULL);

-- name: truth table of and
SELECT a.id, b.id, a.flag AND b.flag FROM all_types a, all_types b WHERE a.id <= 3 AND b.id <= 3;

-- name: truth table of or
SELECT a.id, b.id, a.flag OR b.flag FROM all_types a, all_types b WHERE a.id <= 3 AND b.id <= 3;

-- name: a filter that keeps all
SELECT COUNT(*) FROM lineitem WHERE l_orderkey > 0;

-- name: a filter that keeps none
SELECT l_orderkey FROM lineitem WHERE l_shipdate < DATE '1992-01-01';

-- name: a contradiction
SELECT o_orderkey FROM orders WHERE o_custkey > 10 AND o_custkey < 10;

-- name: constant conditions
SELECT r_name FROM region WHERE 1 = 1 AND NOT (2 < 1);

-- name: a constant false condition
SELECT r_name FROM region WHERE 1 = 0;

-- name: a deep conjunction
SELECT COUNT(*), SUM(l_extendedprice) FROM lineitem
WHERE l_quantity > 10 AND l_quantity < 40 AND l_discount >= 0.02 AND l_discount <= 0.08
  AND l_tax <> 0.03 AND l_shipdate > DATE '1993-01-01' AND l_returnflag = 'N' AND l_linestatus = 'O';

-- name: a deep disjunction
SELECT COUNT(*), MIN(l_orderkey), MAX(l_orderkey) FROM lineitem
WHERE l_quantity < 2 OR l_extendedprice > 94000 OR l_shipdate = DATE '1994-02-28' OR l_partkey = 77;

-- name: a condition on an expression
SELECT l_orderkey, l_linenumber FROM lineitem WHERE l_extendedprice * (1 - l_discount) > 100000;

-- name: row values are equal
SELECT ps_partkey, ps_suppkey, ps_availqty FROM partsupp WHERE (ps_partkey, ps_suppkey) = (7, 8);
