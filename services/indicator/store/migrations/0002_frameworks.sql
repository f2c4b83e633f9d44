-- Scoring tables (评价体系) that were stored here; those that the program brings stand in no table.

CREATE TABLE frameworks (
  framework    TEXT   NOT NULL,  -- the id, 'shaoyang-2024'
  state        BIGINT NOT NULL,  -- 1 草稿, 2 已发布, 3 停用
  content      BLOB   NOT NULL,  -- zhengping.indicator.v1.Framework in protobuf's binary form, without output-only fields
  etag         TEXT   NOT NULL,  -- lower-case hex; SM3 of state and content
  content_hash TEXT   NOT NULL,  -- SM3 of the canonical text; '' for a draft
  display_name TEXT   NOT NULL,
  version      BIGINT NOT NULL,
  division     TEXT   NOT NULL,  -- 财政区划 where it applies, 9 digits; '' anywhere
  first_year   BIGINT NOT NULL,  -- fiscal years it applies to; 0: unbounded
  last_year    BIGINT NOT NULL,
  source       TEXT   NOT NULL,
  is_library   BIGINT NOT NULL,
  published_ms BIGINT NOT NULL,  -- milliseconds since 1970-01-01 UTC; 0: not published
  PRIMARY KEY (framework)
) WITHOUT ROWID;

-- What was done to each framework, by whom and when. Append-only.
CREATE TABLE framework_changes (
  framework  TEXT   NOT NULL,
  position   BIGINT NOT NULL,  -- from 1
  state      BIGINT NOT NULL,  -- after it
  etag       TEXT   NOT NULL,  -- after it
  caller     TEXT   NOT NULL,
  changed_ms BIGINT NOT NULL,
  PRIMARY KEY (framework, position)
) WITHOUT ROWID;

-- Request ids that were answered, per caller: what was asked, and of which framework.
CREATE TABLE framework_requests (
  caller         TEXT   NOT NULL,
  request_id     TEXT   NOT NULL,  -- UUID, lower case
  content_digest TEXT   NOT NULL,  -- SM3 of method and content
  framework      TEXT   NOT NULL,
  answered_ms    BIGINT NOT NULL,
  PRIMARY KEY (caller, request_id)
) WITHOUT ROWID;
