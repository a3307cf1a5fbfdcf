-- IN, BETWEEN, LIKE and their negations.

-- name: in a list of integers
SELECT o_orderkey, o_custkey FROM orders WHERE o_custkey IN (1, 4, 7, 1499);

-- name: in a long list
SELECT COUNT(*), SUM(l_quantity) FROM lineitem WHERE l_partkey IN (
  1, 2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
  101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173, 179, 181, 191, 193, 197);

-- name: in a list of text
SELECT s_suppkey FROM supplier WHERE s_address IN ('x', 'none') OR s_name IN ('Supplier#000000007');

-- name: padded text in a list
-- only duckdb: H2 pads for = but not for IN
SELECT COUNT(*) FROM lineitem WHERE l_shipmode IN ('MAIL', 'SHIP', 'REG AIR');

-- name: padded text not in a list
-- only duckdb: H2 pads for = but not for IN
SELECT DISTINCT l_shipmode FROM lineitem WHERE l_shipmode NOT IN ('MAIL', 'SHIP', 'REG AIR');

-- name: in a list of decimals
SELECT COUNT(*) FROM lineitem WHERE l_discount IN (0.01, 0.1, 0.07);

-- name: in a list of dates
SELECT o_orderkey FROM orders WHERE o_orderdate IN (DATE '1996-02-29', DATE '1992-02-29');

-- name: in a list of expressions
SELECT n FROM series WHERE n IN (1 + 1, 10 * 10, m, m + 1);

-- name: not in
SELECT n_name FROM nation WHERE n_regionkey NOT IN (0, 2, 4);

-- name: a null among the values of in
SELECT id FROM emp WHERE dept IN (10, NULL);

-- name: a null among the values of not in
SELECT id FROM emp WHERE dept NOT IN (10, NULL);

-- name: in as a value
SELECT id, dept IN (10, 20), dept NOT IN (10, 20) FROM emp;

-- name: rows in a list
SELECT ps_partkey, ps_suppkey, ps_availqty FROM partsupp
WHERE (ps_partkey, ps_suppkey) IN ((1, 2), (1, 27), (2, 2), (3, 3), (9, 10));

-- name: between integers
SELECT o_orderkey FROM orders WHERE o_orderkey BETWEEN 1000 AND 1100;

-- name: between decimals
SELECT COUNT(*) FROM lineitem WHERE l_discount BETWEEN 0.05 AND 0.07;

-- name: between dates
SELECT COUNT(*) FROM orders WHERE o_orderdate BETWEEN DATE '1995-01-01' AND DATE '1995-12-31';

-- name: between text
SELECT w FROM words WHERE w BETWEEN 'a' AND 'b';

-- name: not between
SELECT c_custkey, c_acctbal FROM customer WHERE c_acctbal NOT BETWEEN -800 AND 9800;

-- name: between with the limits swapped
SELECT n FROM series WHERE n BETWEEN 10 AND 5;

-- name: between columns
SELECT n, m FROM series WHERE m BETWEEN n AND n + 5;

-- name: between null limits
SELECT id FROM emp WHERE salary BETWEEN bonus AND 5000 OR salary NOT BETWEEN 2000 AND NULL;

-- name: like a prefix
SELECT p_partkey, p_name FROM part WHERE p_name LIKE 'lemon%';

-- name: like a suffix
SELECT p_partkey, p_type FROM part WHERE p_type LIKE '%BRASS' AND p_size < 10;

-- name: like an infix
SELECT COUNT(*) FROM orders WHERE o_comment LIKE '%special%';

-- name: like two infixes
SELECT o_orderkey FROM orders WHERE o_comment LIKE '%special%requests%' AND o_orderkey < 5000;

-- name: like single characters
SELECT w FROM words WHERE w LIKE 'a_b' OR w LIKE '__' OR w LIKE '_';

-- name: like everything that is not null
SELECT id FROM words WHERE w LIKE '%';

-- name: like nothing
SELECT id FROM words WHERE w LIKE '';

-- name: like without wildcards
SELECT id, w FROM words WHERE w LIKE 'apple';

-- name: like is case sensitive
SELECT w FROM words WHERE w LIKE '%PPL%';

-- name: not like
SELECT id, w FROM words WHERE w NOT LIKE '%a%';

-- name: like with an escaped percent sign
SELECT w FROM words WHERE w LIKE '%!%%' ESCAPE '!';

-- name: like with an escaped underscore
SELECT w FROM words WHERE w LIKE 'a#_b' ESCAPE '#' OR w LIKE '%#_' ESCAPE '#';

-- name: like with an escaped escape
SELECT w FROM words WHERE w LIKE '%//%' ESCAPE '/';

-- name: not like with an escape
SELECT w FROM words WHERE w NOT LIKE '%!_%' ESCAPE '!' AND w LIKE 'a%';

-- name: like beside marks of the language
SELECT w FROM words WHERE w LIKE '%--%' OR w LIKE '%;%' OR w LIKE '%@%' OR w LIKE '/*%';

-- name: like with quotes
SELECT w FROM words WHERE w LIKE '%''%' OR w LIKE '%"%';

-- name: like on letters outside ASCII
SELECT w FROM words WHERE w LIKE '%ß%' OR w LIKE 'é_____' OR w LIKE 'Ω%';

-- name: an underscore is one character, not one byte
SELECT id FROM words WHERE w LIKE '_clair' OR w LIKE '_mega';

-- name: a pattern from a column
SELECT a.w, b.w FROM words a, words b WHERE a.w LIKE b.w AND a.id < 12 AND b.id < 12;

-- name: like as a value
SELECT id, w LIKE 'a%', w NOT LIKE 'a%' FROM words;
