-- Self-evaluation sheets as departments filed them (已报自评表), to be checked: the cells as they were written. Rows are only
-- ever added; the latest revision is in force.

CREATE TABLE claimed_sheets (
  division    TEXT   NOT NULL,  -- 财政区划, 9 digits
  department  TEXT   NOT NULL,  -- 部门代码
  fiscal_year BIGINT NOT NULL,
  revision    BIGINT NOT NULL,  -- from 1; moves when a cell differs
  sheet       TEXT   NOT NULL,  -- JSON: file, headings, rows with their cells
  caller      TEXT   NOT NULL,
  changed_ms  BIGINT NOT NULL,  -- milliseconds since 1970-01-01 UTC
  PRIMARY KEY (division, department, fiscal_year, revision)
) WITHOUT ROWID;
