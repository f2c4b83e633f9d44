-- The signed files of published evaluations (公开): content, envelope and signature in one JSON text, kept as it was signed,
-- because it must have the same bytes for ever. Written with the step that publishes, never changed.

CREATE TABLE evaluation_publications (
  division     TEXT   NOT NULL,  -- 财政区划, 9 digits
  department   TEXT   NOT NULL,  -- 部门代码
  fiscal_year  BIGINT NOT NULL,
  number       BIGINT NOT NULL,
  published_ms BIGINT NOT NULL,  -- milliseconds since 1970-01-01 UTC
  file         BLOB   NOT NULL,  -- canonical JSON, zlib
  file_size    BIGINT NOT NULL,  -- bytes before compression
  PRIMARY KEY (division, department, fiscal_year, number)
);
