-- Casts.

-- name: between widths of integer
SELECT id, CAST(small AS BIGINT), CAST(num AS BIGINT), CAST(small AS INTEGER) FROM all_types;

-- name: to a narrower integer
SELECT id, CAST(big AS INTEGER), CAST(num AS SMALLINT) FROM all_types WHERE id IN (1, 2, 3, 6, 7, 8);

-- name: integers to decimal
SELECT id, CAST(num AS DECIMAL(12,2)), CAST(small AS DECIMAL(7,1)) FROM all_types;

-- name: integers to double
SELECT id, CAST(num AS DOUBLE PRECISION), CAST(small AS DOUBLE PRECISION) FROM all_types;

-- name: decimals to another scale
SELECT id, CAST(price AS DECIMAL(12,1)), CAST(price AS DECIMAL(20,6)) FROM all_types;

-- name: decimals to integer round halves away from zero
SELECT n, CAST(half AS INTEGER), CAST(-half AS INTEGER) FROM series WHERE n < 30;

-- name: decimals to double
SELECT id, CAST(price AS DOUBLE PRECISION) FROM all_types;

-- name: doubles to decimal
SELECT id, CAST(dbl AS DECIMAL(10,3)) FROM all_types WHERE id IN (1, 2, 3, 6, 7, 8, 10, 11);

-- name: doubles to integer
SELECT id, CAST(dbl * 3 AS INTEGER) FROM all_types WHERE id IN (3, 6, 7, 8);

-- name: doubles to real and back
SELECT id, CAST(CAST(dbl AS REAL) AS DOUBLE PRECISION) FROM all_types WHERE id IN (1, 2, 3, 6, 10, 11);

-- name: integers to text
SELECT id, CAST(num AS VARCHAR(20)), CAST(big AS VARCHAR(30)) || '!' FROM all_types;

-- name: decimals to text
SELECT id, CAST(price AS VARCHAR(20)) FROM all_types;

-- name: dates and times to text
SELECT id, CAST(born AS VARCHAR(20)), CAST(at_time AS VARCHAR(20)) FROM all_types;

-- name: timestamps to text
SELECT id, CAST(seen AS VARCHAR(40)) FROM all_types WHERE id IN (1, 2, 3, 7, 8, 10, 11);

-- name: text to integer
SELECT CAST('42' AS INTEGER), CAST('-7' AS SMALLINT), CAST('9223372036854775807' AS BIGINT), CAST(' 5 ' AS INTEGER);

-- name: text to decimal
SELECT CAST('1.50' AS DECIMAL(5,2)), CAST('-0.005' AS DECIMAL(6,3)), CAST('12' AS DECIMAL(5,1));

-- name: text to double
SELECT CAST('1.5' AS DOUBLE PRECISION), CAST('-2e10' AS DOUBLE PRECISION), CAST('0.1' AS DOUBLE PRECISION);

-- name: text to date, time and timestamp
SELECT CAST('2024-02-29' AS DATE), CAST('12:34:56' AS TIME), CAST('2024-02-29 12:34:56' AS TIMESTAMP);

-- name: text to boolean
SELECT CAST('true' AS BOOLEAN), CAST('FALSE' AS BOOLEAN);

-- name: computed text to integer
SELECT c_custkey, CAST(SUBSTRING(c_phone FROM 1 FOR 2) AS INTEGER) - 10, c_nationkey
FROM customer WHERE c_custkey < 100;

-- name: nulls of a type
SELECT CAST(NULL AS INTEGER), CAST(NULL AS VARCHAR(5)), CAST(NULL AS DATE), CAST(NULL AS DECIMAL(5,2));

-- name: to a shorter varchar truncates
-- only h2: DuckDB has no lengths
SELECT id, CAST(w AS VARCHAR(3)) FROM words WHERE id <= 27;

-- name: to char pads
-- only h2: DuckDB has no lengths
SELECT id, CAST(name AS CHAR(5)) || '|' FROM emp;

-- name: a cast in a comparison
SELECT o_orderkey FROM orders WHERE CAST(o_totalprice AS INTEGER) = 100000 OR CAST(o_custkey AS VARCHAR(10)) = '7';

-- name: a cast in an aggregate
SELECT SUM(CAST(l_linenumber AS BIGINT)), SUM(CAST(l_quantity AS INTEGER)), MAX(CAST(l_tax AS DOUBLE PRECISION))
FROM lineitem;
