-- How the files of a source are read (导入方案), and how far a source has sent each table of the platform.

CREATE TABLE import_profiles (
  division                TEXT   NOT NULL,  -- 财政区划, 9 digits
  profile                 TEXT   NOT NULL,  -- id chosen by the sender
  version                 BIGINT NOT NULL,  -- from 1; the etag
  table_name              TEXT   NOT NULL,  -- 'PAY_VOUCHER_BILL'; empty: told from the file
  amount_unit_fen         BIGINT NOT NULL,  -- of a bare amount; 0: as the file says
  default_department      TEXT   NOT NULL,  -- its code; empty: none
  default_department_name TEXT   NOT NULL,
  caller                  TEXT   NOT NULL,  -- who changed it last
  updated_ms              BIGINT NOT NULL,  -- milliseconds since 1970-01-01 UTC
  PRIMARY KEY (division, profile)
) WITHOUT ROWID;

CREATE TABLE import_profile_parts (
  division TEXT   NOT NULL,
  profile  TEXT   NOT NULL,
  kind     BIGINT NOT NULL,  -- 1 a heading's field, 2 a value's meaning, 3 the width of a code
  position BIGINT NOT NULL,  -- in the order sent, from 0
  field    TEXT   NOT NULL,  -- the standard's field, 'xpay_amt'
  text     TEXT   NOT NULL,  -- the heading or value; empty for a width
  meaning  TEXT   NOT NULL,  -- of a value; empty otherwise
  number   BIGINT NOT NULL,  -- characters of a width; 0 otherwise
  PRIMARY KEY (division, profile, kind, position)
) WITHOUT ROWID;

CREATE TABLE table_watermarks (
  division    TEXT   NOT NULL,
  source      TEXT   NOT NULL,  -- who sent it
  table_name  TEXT   NOT NULL,
  fiscal_year BIGINT NOT NULL,
  moment      BIGINT NOT NULL,  -- the highest update_time stored, 20230531093000123
  PRIMARY KEY (division, source, table_name, fiscal_year)
) WITHOUT ROWID;
