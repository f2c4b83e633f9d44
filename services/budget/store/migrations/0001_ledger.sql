-- Departments (部门), the heads of their fiscal years, and the ledger (指标账): quotas, transactions, entries. Everything that
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

-- Every change of a department-year: the digest after it, who made it and when.
CREATE TABLE changes (
  division    TEXT   NOT NULL,
  department  TEXT   NOT NULL,
  fiscal_year BIGINT NOT NULL,
  revision    BIGINT NOT NULL,
  kind        BIGINT NOT NULL,  -- 1 transaction, 2 quotas, 3 special funds, 4 statement, 5 reported facts
  digest      TEXT   NOT NULL,
  caller      TEXT   NOT NULL,
  reason      TEXT   NOT NULL,  -- why, where the caller says so: of a reversal; '' otherwise
  changed_ms  BIGINT NOT NULL,
  PRIMARY KEY (division, department, fiscal_year, revision)
) WITHOUT ROWID;

-- 预算指标: one row for each classification that a quota has had.
CREATE TABLE quotas (
  division                 TEXT   NOT NULL,
  department               TEXT   NOT NULL,
  fiscal_year              BIGINT NOT NULL,
  quota                    TEXT   NOT NULL,  -- the id, '2023-q001'
  revision                 BIGINT NOT NULL,
  external_code            TEXT   NOT NULL,  -- bgt_id as the platform spells it
  outlay                   BIGINT NOT NULL,  -- 0 unstated, 1 基本支出, 2 项目支出
  fund_type                TEXT   NOT NULL,
  function_code            TEXT   NOT NULL,
  government_economic_code TEXT   NOT NULL,
  department_economic_code TEXT   NOT NULL,
  project                  TEXT   NOT NULL,  -- id; '' for none
  project_code             TEXT   NOT NULL,  -- pro_code as the platform spells it
  project_display_name     TEXT   NOT NULL,
  budget_unit              TEXT   NOT NULL,  -- agency_code
  PRIMARY KEY (division, department, fiscal_year, quota, revision)
) WITHOUT ROWID;

-- 指标业务. The reversal that comes with a newer version of its record shares the newer one's revision and stands before it.
CREATE TABLE transactions (
  division        TEXT   NOT NULL,
  department      TEXT   NOT NULL,
  fiscal_year     BIGINT NOT NULL,
  revision        BIGINT NOT NULL,
  step            BIGINT NOT NULL,  -- 0 such a reversal, 1 the revision's own transaction
  source          TEXT   NOT NULL,
  record_id       TEXT   NOT NULL,
  record_version  BIGINT NOT NULL,
  document_number TEXT   NOT NULL,  -- 指标文号 with 〔〕; '' for none
  effective_day   BIGINT NOT NULL,  -- days since 1970-01-01
  reverses        TEXT   NOT NULL,  -- id of the reversed transaction, '2023-17'; '' for none
  PRIMARY KEY (division, department, fiscal_year, revision, step)
) WITHOUT ROWID;

-- The identity of a record; serves the search for the stored version of a record that is sent again.
CREATE UNIQUE INDEX transactions_by_record
  ON transactions (division, department, fiscal_year, source, record_id, record_version);
-- Serves 'is this transaction reversed, and at which revision'; a transaction is reversed at most once.
CREATE UNIQUE INDEX transactions_by_reversed
  ON transactions (division, department, fiscal_year, reverses) WHERE reverses <> '';

CREATE TABLE entries (
  division     TEXT   NOT NULL,
  department   TEXT   NOT NULL,
  fiscal_year  BIGINT NOT NULL,
  revision     BIGINT NOT NULL,
  step         BIGINT NOT NULL,
  entry_index  BIGINT NOT NULL,  -- from 0, in the transaction
  quota        TEXT   NOT NULL,
  kind         BIGINT NOT NULL,  -- 1 年初预算 2 追加 3 追减 4 调入 5 调出 6 上年结转 7 收回 8 支付 9 退回
  amount_fen   BIGINT NOT NULL,  -- above zero
  origin       BIGINT NOT NULL,  -- 0 unstated, 1 上级, 2 政策, 3 突发, 4 本单位
  recurring    BIGINT NOT NULL,  -- 0 unstated, 1 yes, 2 no
  special_fund TEXT   NOT NULL,  -- id; '' for none
  note         TEXT   NOT NULL,
  PRIMARY KEY (division, department, fiscal_year, revision, step, entry_index)
) WITHOUT ROWID;

-- Serves the check of a quota's balance before a posting.
CREATE INDEX entries_by_quota ON entries (division, department, fiscal_year, quota);

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
