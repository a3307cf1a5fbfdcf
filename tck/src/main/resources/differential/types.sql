-- Every type, read, compared, grouped and joined; empty tables; columns of nulls.

-- name: every column of every type
SELECT * FROM all_types;

-- name: an empty table of every type
SELECT * FROM empty_types;

-- name: columns of nulls
SELECT * FROM only_nulls;

-- name: the extremes
SELECT small, num, big, price, wide, born FROM all_types WHERE id IN (4, 5);

-- name: real and double extremes
SELECT flt, dbl FROM all_types WHERE id IN (4, 5, 9);

-- name: timestamps to the microsecond
SELECT id, seen, stamped FROM all_types WHERE id IN (4, 5, 6, 9, 12);

-- name: bytes
SELECT id, raw FROM all_types WHERE raw IS NOT NULL;

-- name: equal bytes
SELECT a.id, b.id FROM all_types a JOIN all_types b ON a.raw = b.raw AND a.id < b.id;

-- name: grouping by bytes
SELECT raw, COUNT(*) FROM all_types GROUP BY raw;

-- name: fixed text
-- only duckdb: H2 makes an IN of the two, and pads for = but not for IN
SELECT id, code FROM all_types WHERE code = 'aa' OR code = 'ab';

-- name: fixed text with spaces inside
SELECT id FROM all_types WHERE code = 'b c';

-- name: empty text is not null
SELECT id, name FROM all_types WHERE name = '' OR name IS NULL;

-- name: control characters and letters of all lengths
SELECT id, name FROM all_types WHERE id IN (6, 11, 12);

-- name: grouping by a bigint
SELECT big, COUNT(*) FROM all_types GROUP BY big;

-- name: grouping by a wide decimal
SELECT wide, COUNT(*) FROM all_types GROUP BY wide;

-- name: grouping by a double
SELECT dbl, COUNT(*) FROM all_types GROUP BY dbl;

-- name: grouping by an instant
SELECT stamped, COUNT(*) FROM all_types GROUP BY stamped;

-- name: joining on a wide decimal
SELECT a.id, b.id FROM all_types a JOIN all_types b ON a.wide = b.wide AND a.id < b.id;

-- name: joining on a double
SELECT a.id, b.id FROM all_types a JOIN all_types b ON a.dbl = b.dbl AND a.id < b.id;

-- name: joining on a boolean
SELECT a.id, b.id FROM all_types a JOIN all_types b ON a.flag = b.flag AND a.id < b.id;

-- name: joining on a timestamp
SELECT a.id, b.id FROM all_types a JOIN all_types b ON a.seen = b.seen AND a.id <> b.id;

-- name: joining a real with a double
SELECT a.id, b.id FROM all_types a JOIN all_types b ON a.flt = b.dbl;

-- name: joining an integer with a decimal
SELECT a.id, b.id FROM all_types a JOIN all_types b ON a.num = b.wide;

-- name: distinct over every type
SELECT DISTINCT flag, small, num, big, price, code, born, at_time FROM all_types WHERE id IN (7, 8, 3);

-- name: text against text of another width
SELECT a.id, e.id FROM all_types a JOIN emp e ON LOWER(a.name) = LOWER(e.name) OR a.code = e.name;

-- name: a filter over a column of nulls
SELECT id FROM only_nulls WHERE n > 0 OR n <= 0 OR s = '' OR p <> 1;

-- name: a filter for a column of nulls
SELECT id FROM only_nulls WHERE n IS NULL AND s IS NULL AND p IS NULL AND d IS NULL;

-- name: arithmetic on a column of nulls
SELECT id, n + id, p * 2, s || 'x' FROM only_nulls;

-- name: sorting a column of nulls
-- ordered
SELECT id FROM only_nulls ORDER BY n, s DESC, id DESC;

-- name: an empty table filtered and joined with itself
SELECT a.id FROM empty_types a JOIN empty_types b ON a.id = b.id WHERE a.price > 0;

-- name: a cross join with an empty table
SELECT COUNT(*) FROM lineitem, empty_types;
