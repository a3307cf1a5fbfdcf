-- Arithmetic: integers, decimals (exact to the last digit) and doubles.

-- name: the four operations on integers
SELECT n, n + 3, n - 3, n * 3, n / 3 FROM series WHERE n < 20;

-- name: integer division truncates towards zero
SELECT n, -n / 7, n / -7, (n - 10) / 4 FROM series WHERE n < 30;

-- name: remainder has the sign of the dividend
SELECT n, MOD(n, 7), MOD(-n, 7), MOD(n - 10, 4) FROM series WHERE n < 30;

-- name: nulls spread through arithmetic
SELECT n, m, n + m, n * m, m - n, -m FROM series WHERE n < 30;

-- name: precedence and parentheses
SELECT n, 1 + n * 2 - 3, (1 + n) * (2 - 3), -n + 4, - (n + 4), +n FROM series WHERE n BETWEEN 10 AND 15;

-- name: bigints near the limit
SELECT 9223372036854775807 - 1, -9223372036854775807 - 1, 4611686018427387904 + 4611686018427387903;

-- name: products of bigints
SELECT o_orderkey, o_orderkey * 100000 * 1000 FROM orders WHERE o_orderkey < 30;

-- name: an integer widened by a bigint
SELECT id, num + big FROM all_types WHERE id IN (1, 2, 6, 9, 11);

-- name: a smallint in arithmetic
SELECT id, small + num, small * 2 FROM all_types WHERE id IN (1, 2, 6, 9, 11);

-- name: sums and differences of decimals
SELECT id, price + 0.005, price - 100, price + wide FROM all_types WHERE id IN (1, 2, 6, 7, 9, 11);

-- name: products of decimals keep every digit
SELECT l_orderkey, l_linenumber, l_extendedprice * (1 - l_discount) * (1 + l_tax)
FROM lineitem WHERE l_orderkey < 10;

-- name: a decimal times an integer
SELECT ps_partkey, ps_suppkey, ps_supplycost * ps_availqty FROM partsupp WHERE ps_partkey <= 10;

-- name: decimals of 38 digits
SELECT id, wide, wide + 1, -wide FROM all_types WHERE id IN (1, 2, 7, 9, 11, 12);

-- name: the remainder of decimals
-- only duckdb: H2 rounds to the scale of the divisor
SELECT id, MOD(price, 1) FROM all_types WHERE id IN (1, 7, 9, 11);

-- name: a quotient of decimals
-- approximate: DuckDB divides decimals to a double, H2 to a scale of its own
SELECT l_orderkey, l_linenumber, l_extendedprice / l_quantity FROM lineitem WHERE l_orderkey < 40;

-- name: a quotient of decimal sums
-- approximate: DuckDB divides decimals to a double, H2 to a scale of its own
SELECT l_returnflag, SUM(l_extendedprice) / SUM(l_quantity) FROM lineitem GROUP BY l_returnflag;

-- name: a decimal over an integer
-- approximate: DuckDB divides decimals to a double, H2 to a scale of its own
SELECT n, half / 3, half / 8 FROM series WHERE n < 50;

-- name: an integer over a decimal
-- approximate: DuckDB divides decimals to a double, H2 to a scale of its own
SELECT n, n / 2.5 FROM series WHERE n < 50;

-- name: doubles
SELECT id, dbl + 1, dbl * 3, dbl - 0.5, dbl / 4 FROM all_types;

-- name: a double with an integer and a decimal
SELECT id, dbl * num, dbl + price FROM all_types WHERE id IN (1, 2, 6, 7, 10, 11);

-- name: reals
SELECT id, flt, flt * 2 FROM all_types WHERE id <> 4 AND id <> 5;

-- name: absolute value and sign
SELECT id, ABS(num), ABS(price), ABS(dbl), SIGN(num), SIGN(price)
FROM all_types WHERE id NOT IN (4, 5);

-- name: floor and ceiling of decimals
SELECT id, FLOOR(price), CEIL(price), FLOOR(-price), CEIL(-price) FROM all_types;

-- name: floor and ceiling of doubles
SELECT id, FLOOR(dbl), CEIL(dbl) FROM all_types WHERE id IN (1, 2, 6, 7, 10, 11);

-- name: rounding decimals, halves away from zero
SELECT n, ROUND(half, 0), ROUND(-half, 0), ROUND(half * 0.25, 1) FROM series WHERE n < 40;

-- name: rounding to tens
SELECT id, ROUND(price, 1), ROUND(price, 0) FROM all_types WHERE price IS NOT NULL;

-- name: truncation of decimals
-- only h2: DuckDB's truncation takes one argument
SELECT n, TRUNCATE(half * 0.25, 1), TRUNCATE(-half * 0.25, 0) FROM series WHERE n < 40;

-- name: roots and powers
SELECT n, SQRT(n), POWER(n, 2), POWER(2, n) FROM series WHERE n < 30;

-- name: logarithms and exponentials
SELECT n, LN(n), LOG10(n), EXP(n) FROM series WHERE n BETWEEN 1 AND 30;

-- name: trigonometry
SELECT n, SIN(n), COS(n), TAN(n), ATAN(n) FROM series WHERE n < 20;

-- name: angles
SELECT n, DEGREES(n), RADIANS(n) FROM series WHERE n < 20;

-- name: a long expression
SELECT l_orderkey, l_linenumber,
  (l_quantity * 2 + l_linenumber) * (l_tax + 1) - l_extendedprice * l_discount + MOD(l_partkey, 13)
FROM lineitem WHERE l_orderkey BETWEEN 100 AND 200;

-- name: arithmetic in a where clause
SELECT l_orderkey, l_linenumber FROM lineitem
WHERE l_partkey * 3 - l_suppkey / 2 > 5980 AND MOD(l_orderkey, 5) = 0;
