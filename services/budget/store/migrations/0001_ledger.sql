-- Departments (部门), the heads of their fiscal years, and the ledger (指标账) in packed chunks. Everything that
-- belongs to a department starts its key with (division, department), and with the fiscal year where there is one: a
-- department-year lies together on disk and is read in one sweep. Rows are only ever added, except heads and departments.
--
-- A revision is one change of a department-year, counted from 1. A version of something is known by the revision that
-- stored it; a read at revision r takes what was stored at or before r.

CREATE TABLE departments (
  division              TEXT   NOT NULL,  -- 财政区划, 9 digits
  department            TEXT   NOT NULL,  -- 部门代码
  display_name          TEXT   NOT NULL,
  external_code         TEXT   NOT NULL,  -- agency_code as the platform spells it; '' when it is the id
  division_display_name TEXT   NOT NULL,
  superior_agency_code  TEXT   NOT NULL,
  unit_kind             TEXT   NOT NULL,
  version               BIGINT NOT NULL,  -- 1 at its creation, one more with each change; the etag
  created_ms            BIGINT NOT NULL,  -- milliseconds since 1970-01-01 UTC
  updated_ms            BIGINT NOT NULL,
  PRIMARY KEY (division, department)
) WITHOUT ROWID;

-- 预算单位 of a department, in the order in which they were sent.
CREATE TABLE budget_units (
  division     TEXT   NOT NULL,
  department   TEXT   NOT NULL,
  position     BIGINT NOT NULL,  -- from 0
  code         TEXT   NOT NULL,  -- agency_code
  display_name TEXT   NOT NULL,
  PRIMARY KEY (division, department, position)
) WITHOUT ROWID;

-- The head of each department-year that holds anything.
CREATE TABLE department_years (
  division          TEXT   NOT NULL,
  department        TEXT   NOT NULL,
  fiscal_year       BIGINT NOT NULL,
  revision          BIGINT NOT NULL,  -- number of changes so far
  digest            TEXT   NOT NULL,  -- lower-case hex; the chain over the canonical texts of all changes
  digest_algorithm  TEXT   NOT NULL,  -- 'sm3'
  transaction_count BIGINT NOT NULL,  -- reversing ones counted
  entry_count       BIGINT NOT NULL,
  facts             BLOB   NOT NULL,  -- FactFold of all entries at this revision
  updated_ms        BIGINT NOT NULL,
  PRIMARY KEY (division, department, fiscal_year)
) WITHOUT ROWID;

-- The ledger: chunks of consecutive revisions, packed (store/chunk_body.h). Every revision of a department-year stands in
-- one of them with its kind, its digest and what it changed; a posting is a chunk of one revision, an import one of many.
-- No row an entry and no index by record or quota: an import appends at the end of its department-year, and what a
-- writer must know of a long ledger it keeps in memory (store/year_cache.h).
CREATE TABLE ledger_chunks (
  division       TEXT   NOT NULL,
  department     TEXT   NOT NULL,
  fiscal_year    BIGINT NOT NULL,
  last_revision  BIGINT NOT NULL,  -- of the chunk; the chunk of a revision is the first one that ends at or after it
  first_revision BIGINT NOT NULL,
  reversals      BIGINT NOT NULL,  -- reversing transactions in it: tells which chunks say what is reversed
  caller         TEXT   NOT NULL,  -- who wrote it
  stored_ms      BIGINT NOT NULL,
  body           BLOB   NOT NULL,
  PRIMARY KEY (division, department, fiscal_year, last_revision)
) WITHOUT ROWID;

-- The change feed: one row a write of a department-year, in the order of the commits. There is one writing process a
-- database, so that no row appears below one that has been read.
CREATE TABLE feed (
  position       BIGINT NOT NULL,  -- from 1, ascending
  division       TEXT   NOT NULL,
  department     TEXT   NOT NULL,
  fiscal_year    BIGINT NOT NULL,
  first_revision BIGINT NOT NULL,
  last_revision  BIGINT NOT NULL,
  PRIMARY KEY (position)
) WITHOUT ROWID;

-- Request ids that were answered, per caller and department: what was asked, and where the answer stands.
CREATE TABLE requests (
  division       TEXT   NOT NULL,
  department     TEXT   NOT NULL,
  caller         TEXT   NOT NULL,
  request_id     TEXT   NOT NULL,  -- UUID, lower case
  content_digest TEXT   NOT NULL,  -- SM3 of method and request
  fiscal_year    BIGINT NOT NULL,
  revision       BIGINT NOT NULL,  -- of the department-year after the write
  answer         TEXT   NOT NULL,  -- counts of a load; '' where the revision says all
  answered_ms    BIGINT NOT NULL,
  PRIMARY KEY (division, department, caller, request_id)
) WITHOUT ROWID;
