-- Evaluations (绩效评价): the head of each with what lists show, and the digested content apart, so that a list reads no
-- content. An evaluation is numbered within its department-year; its id is '2023-1'.

CREATE TABLE evaluations (
  division                TEXT   NOT NULL,  -- 财政区划, 9 digits
  department              TEXT   NOT NULL,  -- 部门代码
  fiscal_year             BIGINT NOT NULL,
  number                  BIGINT NOT NULL,  -- from 1
  state                   BIGINT NOT NULL,  -- 1 草稿 2 已报送 3 已退回 4 已审定 5 已公开 6 已更正
  step                    BIGINT NOT NULL,  -- from 1, moves with every change of state; the etag
  created_ms              BIGINT NOT NULL,  -- milliseconds since 1970-01-01 UTC
  release                 TEXT   NOT NULL,  -- of the suite, '0.1.0'
  content_digest          TEXT   NOT NULL,  -- lower-case hex, of the canonical content
  digest_algorithm        TEXT   NOT NULL,  -- 'sm3'
  watermark               TEXT   NOT NULL,  -- canonical JSON: what was read
  caller                  TEXT   NOT NULL,
  department_display_name TEXT   NOT NULL,
  as_of_day               BIGINT,           -- days since 1970-01-01; NULL: the whole year
  project                 TEXT   NOT NULL,  -- pro_code; '' for the department as a whole
  framework               TEXT   NOT NULL,
  framework_display_name  TEXT   NOT NULL,
  score                   TEXT   NOT NULL,  -- points, an exact fraction '1777/20'
  full_mark               TEXT   NOT NULL,  -- likewise
  grade                   TEXT   NOT NULL,  -- '' for 不定级
  PRIMARY KEY (division, department, fiscal_year, number)
) WITHOUT ROWID;

-- Serves the list of a department's evaluations, newest first.
CREATE INDEX evaluations_of_department ON evaluations (division, department, created_ms, fiscal_year, number);
-- Serves the list of a division's evaluations, newest first.
CREATE INDEX evaluations_of_division ON evaluations (division, created_ms, department, fiscal_year, number);

CREATE TABLE evaluation_contents (
  division     TEXT   NOT NULL,
  department   TEXT   NOT NULL,
  fiscal_year  BIGINT NOT NULL,
  number       BIGINT NOT NULL,
  content      BLOB   NOT NULL,  -- the canonical content, zlib
  content_size BIGINT NOT NULL,  -- bytes before compression
  PRIMARY KEY (division, department, fiscal_year, number)
);

-- Request ids that were answered, per caller and department: what was asked, and which evaluation it made.
CREATE TABLE requests (
  division       TEXT   NOT NULL,
  department     TEXT   NOT NULL,
  caller         TEXT   NOT NULL,
  request_id     TEXT   NOT NULL,  -- UUID, lower case
  request_digest TEXT   NOT NULL,  -- SM3 of method and request
  fiscal_year    BIGINT NOT NULL,
  number         BIGINT NOT NULL,
  answered_ms    BIGINT NOT NULL,
  PRIMARY KEY (division, department, caller, request_id)
) WITHOUT ROWID;
