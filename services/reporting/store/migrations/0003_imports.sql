-- Request ids under which cases (案卷) were imported, per caller and department: an id belongs to one case for ever. The
-- row is there before the first service is written to, so that an import that was cut off is completed by the same case
-- only.

CREATE TABLE import_requests (
  division       TEXT   NOT NULL,  -- 财政区划, 9 digits
  department     TEXT   NOT NULL,  -- 部门代码
  caller         TEXT   NOT NULL,
  request_id     TEXT   NOT NULL,  -- UUID, lower case
  request_digest TEXT   NOT NULL,  -- SM3 of head and files
  begun_ms       BIGINT NOT NULL,  -- milliseconds since 1970-01-01 UTC
  PRIMARY KEY (division, department, caller, request_id)
) WITHOUT ROWID;
