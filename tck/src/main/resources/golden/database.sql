-- What a golden database is made of: every type, every way in which rows, changes and the history
-- are stored. One statement each; the answers to questions.sql are kept beside the database.
CREATE TABLE digits (d INTEGER PRIMARY KEY);
INSERT INTO digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9);

-- columns that each encoding suits
CREATE TABLE wide (
  id INTEGER PRIMARY KEY,
  constant_text VARCHAR(10) NOT NULL,
  flag BOOLEAN,
  small SMALLINT,
  steps BIGINT NOT NULL,
  scattered BIGINT,
  runs INTEGER,
  price DECIMAL(12, 2),
  huge DECIMAL(38, 4),
  ratio DOUBLE,
  weight REAL,
  code CHAR(3),
  status VARCHAR(12),
  comment VARCHAR(120),
  day DATE,
  clock TIME,
  moment TIMESTAMP,
  instant TIMESTAMP WITH TIME ZONE,
  fixed BINARY(4),
  bytes VARBINARY(40),
  nothing INTEGER
);
INSERT INTO wide
SELECT n, 'constant',
  CASE WHEN MOD(n, 7) = 0 THEN NULL ELSE MOD(n, 3) = 0 END,
  CAST(MOD(n, 97) - 48 AS SMALLINT),
  1000000 + n * 25,
  CAST(MOD(CAST(n AS BIGINT) * 7919999 + 104729, 1000000007) AS BIGINT) * 3571 - 999999999999,
  n / 500,
  CAST(MOD(n * 37, 100000) AS DECIMAL(12, 2)) / 100,
  CASE WHEN MOD(n, 11) = 0 THEN NULL ELSE CAST(n AS DECIMAL(38, 4)) * 123456789012345678901234.5678 END,
  CAST(n AS DOUBLE) / 7,
  CAST(MOD(n, 1000) AS REAL) / 8,
  CASE MOD(n, 3) WHEN 0 THEN 'a' WHEN 1 THEN 'bc' ELSE 'def' END,
  CASE MOD(n, 5) WHEN 0 THEN 'open' WHEN 1 THEN 'shipped' WHEN 2 THEN 'paid' WHEN 3 THEN NULL ELSE 'zurück ✓' END,
  'carefully final deposits sleep ' || CAST(MOD(n * 31, 1009) AS VARCHAR(10)) || ' quickly among the ironic accounts '
    || CAST(n AS VARCHAR(10)),
  DATE '1992-01-01' + INTERVAL '1' DAY * MOD(n * 13, 2500),
  TIME '00:00:00' + INTERVAL '1' SECOND * MOD(n * 17, 86400),
  TIMESTAMP '2001-02-03 04:05:06' + INTERVAL '1' SECOND * (n * 61),
  CAST(TIMESTAMP '1999-12-31 23:59:59' + INTERVAL '1' SECOND * (n * 3601) AS TIMESTAMP WITH TIME ZONE),
  X'00FF10A5', CASE WHEN MOD(n, 2) = 0 THEN X'DEADBEEF' ELSE X'' END, NULL
FROM (SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d AS n
  FROM digits a CROSS JOIN digits b CROSS JOIN digits c CROSS JOIN digits e WHERE e.d < 4) AS numbers;
UPDATE wide SET price = price + 1, status = 'changed' WHERE MOD(id, 10) = 3;
DELETE FROM wide WHERE id BETWEEN 1000 AND 1099;
UPDATE wide SET ratio = -0.5 WHERE id = 42;
INSERT INTO wide (id, constant_text, steps, huge) VALUES (-5, 'constant', -9223372036854775808, -9999999999999999999999999999999999.9999);

-- without a key: hidden row ids
CREATE TABLE events (seen TIMESTAMP, what VARCHAR(30));
INSERT INTO events SELECT moment, status FROM wide WHERE id < 300;
INSERT INTO events VALUES (NULL, NULL), (TIMESTAMP '0001-01-01 00:00:00', ''), (TIMESTAMP '9999-12-31 23:59:59.999999', 'end');
DELETE FROM events WHERE what = 'open';

-- schemas: constraints, indexes, identity, sequences, alterations
CREATE SEQUENCE tickets START WITH 100 INCREMENT BY 5;
CREATE TABLE customers (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name VARCHAR(40) NOT NULL,
  mail VARCHAR(60) UNIQUE,
  ticket BIGINT,
  credit DECIMAL(10, 2) DEFAULT 10.00 CHECK (credit >= 0)
);
CREATE TABLE orders (
  number INTEGER,
  line SMALLINT,
  customer BIGINT NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  amount DECIMAL(10, 2),
  PRIMARY KEY (number, line)
);
CREATE INDEX orders_by_amount ON orders (amount, number);
INSERT INTO customers (name, mail, ticket) VALUES ('Ann', 'ann@example.com', NEXT VALUE FOR tickets), ('Bob', NULL, NEXT VALUE FOR tickets), ('Çelik', 'celik@example.com', NULL);
INSERT INTO orders VALUES (1, 1, 1, 10.50), (1, 2, 1, 20.25), (2, 1, 2, NULL), (3, 1, 3, 99.99);
ALTER TABLE customers ADD COLUMN city VARCHAR(30) DEFAULT 'Bern';
UPDATE customers SET city = 'Ulm' WHERE id = 2;
ALTER TABLE customers RENAME COLUMN name TO full_name;
ALTER TABLE orders ALTER COLUMN amount SET DATA TYPE DECIMAL(14, 2);
DELETE FROM customers WHERE id = 3;
ALTER TABLE customers DROP COLUMN ticket;

-- many small commits, so that there are runs, tiers and stored layouts
CREATE TABLE counters (id INTEGER PRIMARY KEY, n BIGINT NOT NULL, note VARCHAR(50));
INSERT INTO counters SELECT d, 0, NULL FROM digits;
-- repeat 400: i
UPDATE counters SET n = n + :i, note = 'step :i' WHERE id = MOD(:i, 10);

-- branches, tags, merges, a dropped table
CREATE TAG before-dev;
CREATE BRANCH dev;
INSERT INTO customers@dev (full_name, mail) VALUES ('Dev', 'dev@example.com');
UPDATE wide@dev SET comment = 'on a branch' WHERE id = 7;
CREATE BRANCH feature/x-1 FROM dev;
CREATE TABLE only_here@feature/x-1 (id INTEGER PRIMARY KEY, v VARCHAR(10));
INSERT INTO only_here@feature/x-1 VALUES (1, 'one');
MERGE BRANCH dev INTO main;
CREATE TABLE gone (id INTEGER PRIMARY KEY);
INSERT INTO gone VALUES (1), (2);
DROP TABLE gone;
CREATE TABLE gone (other VARCHAR(5));
OPTIMIZE TABLE events;
ALTER TABLE gone SET RETAIN 7 DAYS;
CREATE TABLE prepared_for (id INTEGER PRIMARY KEY, n INTEGER);
INSERT INTO prepared_for VALUES (1, 1), (2, 2);
BEGIN;
UPDATE prepared_for SET n = 10 WHERE id = 1;
PREPARE TRANSACTION 'golden one';
BEGIN;
INSERT INTO prepared_for VALUES (3, 3);
PREPARE TRANSACTION 'golden two';
COMMIT PREPARED 'golden two';
-- repeat 20: i
INSERT INTO orders VALUES (100 + :i, 1, 2, :i * 1.25);
