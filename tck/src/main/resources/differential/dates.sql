-- Dates, times and timestamps.

-- name: parts of a date
SELECT o_orderkey, EXTRACT(YEAR FROM o_orderdate), EXTRACT(MONTH FROM o_orderdate), EXTRACT(DAY FROM o_orderdate)
FROM orders WHERE o_orderkey < 200;

-- name: quarter and day of the year
SELECT id, EXTRACT(QUARTER FROM born), EXTRACT(DOY FROM born) FROM all_types;

-- name: parts of a timestamp
SELECT id, EXTRACT(YEAR FROM seen), EXTRACT(DAY FROM seen), EXTRACT(HOUR FROM seen), EXTRACT(MINUTE FROM seen)
FROM all_types;

-- name: parts of a time
SELECT id, EXTRACT(HOUR FROM at_time), EXTRACT(MINUTE FROM at_time), EXTRACT(SECOND FROM at_time) FROM all_types;

-- name: dates before 1970
SELECT id, EXTRACT(YEAR FROM born), EXTRACT(MONTH FROM born) FROM all_types WHERE born < DATE '1970-01-02';

-- name: a date plus days
SELECT id, CAST(born + INTERVAL '1' DAY AS DATE), CAST(born + INTERVAL '365' DAY AS DATE)
FROM all_types WHERE id <> 4;

-- name: a date minus days
SELECT id, CAST(born - INTERVAL '60' DAY AS DATE) FROM all_types;

-- name: the end of a month plus months
SELECT id, CAST(born + INTERVAL '1' MONTH AS DATE), CAST(born - INTERVAL '3' MONTH AS DATE)
FROM all_types WHERE id <> 4;

-- name: a leap day plus years
SELECT id, CAST(born + INTERVAL '1' YEAR AS DATE), CAST(born - INTERVAL '4' YEAR AS DATE)
FROM all_types WHERE id <> 4;

-- name: a timestamp plus an interval
SELECT id, seen + INTERVAL '1' DAY, seen - INTERVAL '90' MINUTE, seen + INTERVAL '12' HOUR
FROM all_types WHERE id <> 4;

-- name: a timestamp plus seconds and months
SELECT id, seen + INTERVAL '30' SECOND, seen + INTERVAL '1' MONTH FROM all_types WHERE id <> 4;

-- name: date arithmetic in a filter
SELECT COUNT(*) FROM lineitem WHERE l_receiptdate > l_shipdate + INTERVAL '25' DAY;

-- name: constant date arithmetic
SELECT COUNT(*) FROM orders
WHERE o_orderdate >= DATE '1996-01-31' + INTERVAL '1' MONTH AND o_orderdate < DATE '1997-01-01' - INTERVAL '2' MONTH;

-- name: comparing dates across columns
SELECT l_orderkey, l_linenumber FROM lineitem
WHERE l_shipdate < l_commitdate AND l_commitdate < l_receiptdate AND l_orderkey < 300;

-- name: grouping by year
SELECT EXTRACT(YEAR FROM o_orderdate), COUNT(*), SUM(o_totalprice)
FROM orders GROUP BY EXTRACT(YEAR FROM o_orderdate);

-- name: grouping by year and month
SELECT EXTRACT(YEAR FROM l_shipdate) AS y, EXTRACT(MONTH FROM l_shipdate) AS mo, COUNT(*), SUM(l_quantity)
FROM lineitem GROUP BY EXTRACT(YEAR FROM l_shipdate), EXTRACT(MONTH FROM l_shipdate);

-- name: earliest and latest
SELECT MIN(born), MAX(born), MIN(at_time), MAX(at_time), MIN(seen), MAX(seen), MIN(stamped), MAX(stamped)
FROM all_types;

-- name: a date against a timestamp
SELECT id FROM all_types WHERE born = seen OR born < CAST(seen AS DATE);

-- name: literals
SELECT DATE '2024-02-29', TIME '23:59:58', TIMESTAMP '2024-02-29 23:59:58.123456', DATE '0001-01-01';

-- name: the current date is after this was written
SELECT CURRENT_DATE > DATE '2024-01-01', CURRENT_DATE < DATE '2999-01-01', CURRENT_TIMESTAMP IS NOT NULL;

-- name: a timestamp to its date and its time
SELECT id, CAST(seen AS DATE), CAST(seen AS TIME) FROM all_types WHERE id NOT IN (4, 5, 6, 9);

-- name: a date to a timestamp
SELECT id, CAST(born AS TIMESTAMP) FROM all_types;

-- name: distinct dates
SELECT COUNT(DISTINCT o_orderdate), COUNT(DISTINCT EXTRACT(MONTH FROM o_orderdate)) FROM orders;

-- name: joining on dates
SELECT COUNT(*) FROM orders o JOIN lineitem l ON l.l_shipdate = o.o_orderdate WHERE o.o_orderkey < 500;
