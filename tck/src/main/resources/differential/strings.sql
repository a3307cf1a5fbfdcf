-- String functions.

-- name: concatenation
SELECT id, name || '-' || title FROM (SELECT e.id, e.name, d.title FROM emp e JOIN dept d ON e.dept = d.id) AS x;

-- name: concatenation with null
SELECT d.id, title || ' in ' || city FROM dept d;

-- name: concatenation with the empty string
SELECT id, '' || w || '' FROM words;

-- name: upper and lower
SELECT id, UPPER(w), LOWER(w) FROM words WHERE id <= 22;

-- name: lengths
SELECT id, CHAR_LENGTH(w), CHARACTER_LENGTH(w || 'xy') FROM words WHERE id <= 28;

-- name: lengths count characters
-- only duckdb: H2 counts UTF-16 units
SELECT id, CHAR_LENGTH(w) FROM words;

-- name: substring from a position
SELECT id, SUBSTRING(w FROM 3) FROM words WHERE id <= 27;

-- name: substring from a position for a length
SELECT id, SUBSTRING(w FROM 2 FOR 3) FROM words WHERE id <= 27;

-- name: substring past the end
SELECT id, SUBSTRING(w FROM 100), SUBSTRING(w FROM 3 FOR 100), SUBSTRING(w FROM 2 FOR 0) FROM words WHERE id <= 27;

-- name: substring of null parts
SELECT e.id, SUBSTRING(e.name FROM e.boss), SUBSTRING(e.name FROM 1 FOR e.boss) FROM emp e WHERE e.id < 9;

-- name: substring with commas
SELECT c_custkey, SUBSTRING(c_phone, 1, 2), SUBSTRING(c_phone, 4) FROM customer WHERE c_custkey < 50;

-- name: position
SELECT id, POSITION('p' IN w), POSITION('apple' IN w), POSITION('zz' IN w) FROM words WHERE id <= 27;

-- name: trim
SELECT id, TRIM(w), TRIM(LEADING FROM w), TRIM(TRAILING FROM w), TRIM(BOTH FROM w) FROM words;

-- name: trim of a character
SELECT id, TRIM(BOTH 'a' FROM w), TRIM(LEADING 'a' FROM w), TRIM(TRAILING 'e' FROM w) FROM words WHERE id < 12;

-- name: replace
SELECT id, REPLACE(w, 'p', 'PP'), REPLACE(w, 'apple', ''), REPLACE(w, 'zz', 'y') FROM words;

-- name: text in a where clause
SELECT p_partkey FROM part WHERE CHAR_LENGTH(p_name) > 45 AND UPPER(p_name) LIKE '%GREEN%';

-- name: grouping by a substring
SELECT SUBSTRING(c_phone FROM 1 FOR 2), COUNT(*), SUM(c_acctbal)
FROM customer GROUP BY SUBSTRING(c_phone FROM 1 FOR 2);

-- name: comparing computed text
SELECT a.id, b.id FROM words a, words b WHERE LOWER(a.w) = LOWER(b.w) AND a.id < b.id;

-- name: nested functions
SELECT id, UPPER(SUBSTRING(TRIM(w) FROM 1 FOR 1)) || LOWER(SUBSTRING(TRIM(w) FROM 2)) FROM words WHERE id < 22;

-- name: text is compared by bytes
SELECT id, w FROM words WHERE w < 'a';

-- name: accents and cases are different text
SELECT id FROM words WHERE w = 'eclair' OR w = 'STRASSE' OR w = 'Apple';

-- name: trailing spaces of varchar count
SELECT id FROM words WHERE w = 'trail' OR w = 'lead';

-- name: quotes in literals
SELECT 'it''s', 'a "quoted" word', '--no comment', '/* nor this */', 'semi;colon', '';

-- name: minimum and maximum of text
SELECT MIN(w), MAX(w), COUNT(w), COUNT(DISTINCT w) FROM words;

-- name: ascii codes
SELECT id, ASCII(w) FROM words WHERE w <> '' AND id <= 25;
