-- What reporting keeps of a department-year itself: the prose (正文) of its report, and what its case (案卷) says about
-- itself. One revision for both, so that one number in a watermark fixes them. Rows are only ever added; the latest
-- revision is in force, and an evaluation's own is still there.

CREATE TABLE narratives (
  division                TEXT   NOT NULL,  -- 财政区划, 9 digits
  department              TEXT   NOT NULL,  -- 部门代码
  fiscal_year             BIGINT NOT NULL,
  revision                BIGINT NOT NULL,  -- from 1; the etag
  text                    TEXT   NOT NULL,  -- at most 1 MiB; '' when the case brought no prose
  framework               TEXT   NOT NULL,  -- 'frameworks/self-evaluation-2020'; '' when the case names none
  source                  TEXT   NOT NULL,  -- where the case's figures come from
  illustrative_tables     TEXT   NOT NULL,  -- JSON array of the Chinese names of tables made up for demonstration
  department_display_name TEXT   NOT NULL,  -- as documents print it; '' when the case gives none
  caller                  TEXT   NOT NULL,
  changed_ms              BIGINT NOT NULL,  -- milliseconds since 1970-01-01 UTC
  PRIMARY KEY (division, department, fiscal_year, revision)
) WITHOUT ROWID;
