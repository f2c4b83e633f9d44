-- Plans and observations in full: what platforms' tables say of a row beside its target, goals in words, documents with
-- digests, and which records of a platform were taken in.

-- 指标内容, 评（扣）分标准, 备注 of a row, and the platform's record that it came from.
ALTER TABLE plan_rows ADD COLUMN content TEXT NOT NULL DEFAULT '';
ALTER TABLE plan_rows ADD COLUMN scoring_standard TEXT NOT NULL DEFAULT '';
ALTER TABLE plan_rows ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE plan_rows ADD COLUMN record_table TEXT NOT NULL DEFAULT '';  -- 'BGT_PERF_INDICATOR'; '' for none
ALTER TABLE plan_rows ADD COLUMN record_id TEXT NOT NULL DEFAULT '';
ALTER TABLE plan_rows ADD COLUMN record_time TEXT NOT NULL DEFAULT '';   -- update_time, 17 digits; '' for none

-- Goals in words (年度总体目标), filed whole as plans are: kind 3 in filings.
CREATE TABLE year_goals (
  division          TEXT   NOT NULL,
  department        TEXT   NOT NULL,
  fiscal_year       BIGINT NOT NULL,
  source            TEXT   NOT NULL,
  revision          BIGINT NOT NULL,
  position          BIGINT NOT NULL,  -- from 0
  project           TEXT   NOT NULL,  -- pro_code; '' for the department as a whole
  target            TEXT   NOT NULL,
  whole_term_target TEXT   NOT NULL,
  achieved          TEXT   NOT NULL,
  deviation_reason  TEXT   NOT NULL,
  measure           TEXT   NOT NULL,
  place             TEXT   NOT NULL,  -- '目标表.xlsx 第 2 行'
  record_table      TEXT   NOT NULL,
  record_id         TEXT   NOT NULL,
  record_time       TEXT   NOT NULL,
  PRIMARY KEY (division, department, fiscal_year, source, revision, position)
) WITHOUT ROWID;

-- 佐证材料 of observations that can be checked.
CREATE TABLE evidence_documents (
  division    TEXT   NOT NULL,
  department  TEXT   NOT NULL,
  fiscal_year BIGINT NOT NULL,
  revision    BIGINT NOT NULL,
  position    BIGINT NOT NULL,  -- of the observation
  document    BIGINT NOT NULL,  -- from 0
  name        TEXT   NOT NULL,
  sm3         TEXT   NOT NULL,  -- 64 lower-case hex digits; '' for none
  PRIMARY KEY (division, department, fiscal_year, revision, position, document)
) WITHOUT ROWID;

-- The last version of each record of a platform's table that was taken in or taken back: an older one that comes later
-- is known by it. A row is replaced when a newer version comes.
CREATE TABLE platform_records (
  division    TEXT   NOT NULL,
  department  TEXT   NOT NULL,
  fiscal_year BIGINT NOT NULL,
  source      TEXT   NOT NULL,
  table_name  TEXT   NOT NULL,
  record_id   TEXT   NOT NULL,
  record_time TEXT   NOT NULL,  -- update_time, 17 digits
  is_deleted  BIGINT NOT NULL,
  PRIMARY KEY (division, department, fiscal_year, source, table_name, record_id)
) WITHOUT ROWID;
