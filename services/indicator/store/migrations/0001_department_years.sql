-- Plans (绩效目标), observations (完成情况) and checks (勾稽关系) of department-years. Every key starts with (division,
-- department, fiscal_year): a department-year lies together on disk and is read in one sweep. Rows are only ever added,
-- except heads.
--
-- A revision is one change of a department-year, counted from 1; a read at revision r takes what was stored at or before r.
-- Who loads is a source ('case', a platform's name); what was added one by one has the source ''. Exact numbers are
-- fractions in lowest terms, '3864/10000' as '483/1250'; days count from 1970-01-01.

-- The head of each department-year that holds anything.
CREATE TABLE department_years (
  division         TEXT   NOT NULL,  -- 财政区划, 9 digits
  department       TEXT   NOT NULL,  -- 部门代码
  fiscal_year      BIGINT NOT NULL,
  revision         BIGINT NOT NULL,  -- number of changes so far
  digest           TEXT   NOT NULL,  -- lower-case hex; the chain over the canonical texts of all changes
  digest_algorithm TEXT   NOT NULL,  -- 'sm3'
  updated_ms       BIGINT NOT NULL,  -- milliseconds since 1970-01-01 UTC
  PRIMARY KEY (division, department, fiscal_year)
) WITHOUT ROWID;

-- Every change of a department-year: the digest after it, who made it and when.
CREATE TABLE changes (
  division    TEXT   NOT NULL,
  department  TEXT   NOT NULL,
  fiscal_year BIGINT NOT NULL,
  revision    BIGINT NOT NULL,
  source      TEXT   NOT NULL,
  digest      TEXT   NOT NULL,
  caller      TEXT   NOT NULL,
  changed_ms  BIGINT NOT NULL,
  PRIMARY KEY (division, department, fiscal_year, revision)
) WITHOUT ROWID;

-- What a source filed as a whole: its rows of the plan, or its checks. A change stores all of it again under its revision,
-- and a read at revision r takes the source's last one at or before r.
CREATE TABLE filings (
  division    TEXT   NOT NULL,
  department  TEXT   NOT NULL,
  fiscal_year BIGINT NOT NULL,
  kind        BIGINT NOT NULL,  -- 1 plan, 2 checks
  source      TEXT   NOT NULL,
  revision    BIGINT NOT NULL,
  framework   TEXT   NOT NULL,  -- of a plan: the id of the framework whose slots it fits; '' when none was named
  PRIMARY KEY (division, department, fiscal_year, kind, source, revision)
) WITHOUT ROWID;

CREATE TABLE plan_rows (
  division        TEXT   NOT NULL,
  department      TEXT   NOT NULL,
  fiscal_year     BIGINT NOT NULL,
  source          TEXT   NOT NULL,
  revision        BIGINT NOT NULL,
  position        BIGINT NOT NULL,  -- from 0, the order of the sheet
  goal            TEXT   NOT NULL,
  level1          TEXT   NOT NULL,  -- 一级指标
  level2          TEXT   NOT NULL,
  level3          TEXT   NOT NULL,
  project         TEXT   NOT NULL,  -- pro_code; '' for the department as a whole
  direction       BIGINT NOT NULL,  -- 1 >=, 2 <=, 3 =, 4 区间, 5 定性
  target_value    TEXT,
  target_upper    TEXT,             -- of a range
  target_text     TEXT   NOT NULL,
  is_adjusted     BIGINT NOT NULL,  -- 1: the adjusted_ columns stand in place of the target
  adjusted_value  TEXT,
  adjusted_upper  TEXT,
  adjusted_text   TEXT   NOT NULL,
  adjust_reason   TEXT   NOT NULL,
  unit            TEXT   NOT NULL,
  baseline        TEXT,             -- 上年实际值
  weight          TEXT,             -- points
  rule            TEXT   NOT NULL,
  is_core         BIGINT NOT NULL,
  is_illustrative BIGINT NOT NULL,
  place           TEXT   NOT NULL,  -- 'plan.csv 第 3 行'
  PRIMARY KEY (division, department, fiscal_year, source, revision, position)
) WITHOUT ROWID;

CREATE TABLE checks (
  division    TEXT   NOT NULL,
  department  TEXT   NOT NULL,
  fiscal_year BIGINT NOT NULL,
  source      TEXT   NOT NULL,
  revision    BIGINT NOT NULL,
  position    BIGINT NOT NULL,  -- from 0
  name        TEXT   NOT NULL,
  expression  TEXT   NOT NULL,
  tolerance   TEXT   NOT NULL,
  place       TEXT   NOT NULL,  -- 'checks.csv 第 2 行'
  PRIMARY KEY (division, department, fiscal_year, source, revision, position)
) WITHOUT ROWID;

-- Append-only: of the rows of one source, path and day the one of the highest revision stands, and none when it is a
-- withdrawal.
CREATE TABLE observations (
  division         TEXT   NOT NULL,
  department       TEXT   NOT NULL,
  fiscal_year      BIGINT NOT NULL,
  revision         BIGINT NOT NULL,
  position         BIGINT NOT NULL,  -- from 0 within the revision
  source           TEXT   NOT NULL,
  is_withdrawn     BIGINT NOT NULL,  -- 1: the source no longer says anything about this path and day
  goal             TEXT   NOT NULL,
  level1           TEXT   NOT NULL,
  level2           TEXT   NOT NULL,
  level3           TEXT   NOT NULL,
  project          TEXT   NOT NULL,
  observed_day     BIGINT NOT NULL,
  state            BIGINT NOT NULL,  -- 1 已报, 2 缺失, 3 不适用
  value            TEXT,
  is_lower_bound   BIGINT NOT NULL,  -- 1 for 100余
  tier             TEXT   NOT NULL,
  percent          TEXT,             -- of the weight, 0 to 1
  reason           TEXT   NOT NULL,
  written          TEXT   NOT NULL,  -- as written: '100余人'
  unit             TEXT   NOT NULL,
  place            TEXT   NOT NULL,  -- 'observations.csv 第 7 行'
  evidence         TEXT   NOT NULL,
  deviation_reason TEXT   NOT NULL,
  measure          TEXT   NOT NULL,
  is_illustrative  BIGINT NOT NULL,
  PRIMARY KEY (division, department, fiscal_year, revision, position)
) WITHOUT ROWID;

CREATE TABLE observation_parts (
  division    TEXT   NOT NULL,
  department  TEXT   NOT NULL,
  fiscal_year BIGINT NOT NULL,
  revision    BIGINT NOT NULL,
  position    BIGINT NOT NULL,  -- of the observation
  part        BIGINT NOT NULL,  -- from 0
  name        TEXT   NOT NULL,
  is_met      BIGINT,           -- of a checklist
  value       TEXT,             -- of a compound indicator
  PRIMARY KEY (division, department, fiscal_year, revision, position, part)
) WITHOUT ROWID;

-- Request ids that were answered, per caller and department: what was asked, and the answer.
CREATE TABLE requests (
  division       TEXT   NOT NULL,
  department     TEXT   NOT NULL,
  caller         TEXT   NOT NULL,
  request_id     TEXT   NOT NULL,  -- UUID, lower case
  content_digest TEXT   NOT NULL,  -- SM3 of method and content
  fiscal_year    BIGINT NOT NULL,
  revision       BIGINT NOT NULL,  -- of the department-year after the write
  counts         TEXT   NOT NULL,  -- added, unchanged, changed, vanished of plan, observations, checks: '36,0,0,0,43,…'
  answered_ms    BIGINT NOT NULL,
  PRIMARY KEY (division, department, caller, request_id)
) WITHOUT ROWID;
