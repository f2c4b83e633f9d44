-- Rectification items (整改事项): what an evaluation found, to be put right. Made once, moved on by people; a row is changed in
-- place, its step is the etag.

CREATE TABLE rectification_items (
  division            TEXT   NOT NULL,  -- 财政区划, 9 digits
  department          TEXT   NOT NULL,  -- 部门代码
  item                TEXT   NOT NULL,  -- "2023-release-timing"
  fiscal_year         BIGINT NOT NULL,  -- of the evaluation
  evaluation          TEXT   NOT NULL,  -- its id, "2023-1"
  subject             TEXT   NOT NULL,  -- the finding's kind, or the leaf's path
  is_finding          BIGINT NOT NULL,  -- 1: a finding, 0: a leaf
  display_name        TEXT   NOT NULL,
  problem             TEXT   NOT NULL,
  figure_name         TEXT   NOT NULL,  -- of a finding: its first figure's; empty for a leaf
  figure_display_name TEXT   NOT NULL,
  figure              TEXT,             -- numerator/denominator; NULL: not known. Money in fen
  figure_unit         TEXT   NOT NULL,
  measure             TEXT   NOT NULL,
  owner               TEXT   NOT NULL,
  due_day             BIGINT,           -- days since 1970-01-01; NULL: none
  state               BIGINT NOT NULL,  -- 0 未开始 1 整改中 2 已完成 3 已核实
  evidence            TEXT   NOT NULL,  -- JSON: names of documents
  step                BIGINT NOT NULL,  -- from 1; moves with every change
  caller              TEXT   NOT NULL,  -- who changed it last
  changed_ms          BIGINT NOT NULL,  -- milliseconds since 1970-01-01 UTC
  PRIMARY KEY (division, department, item)
) WITHOUT ROWID;
