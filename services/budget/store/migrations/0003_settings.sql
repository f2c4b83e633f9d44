-- The settings by which findings are measured, for a division and fiscal year. Each change stores a whole version; old ones
-- stay, so that an evaluation can be made again by the hash of its settings. What is not stored is the house default.

CREATE TABLE analysis_settings (
  division               TEXT   NOT NULL,  -- 财政区划, 9 digits
  fiscal_year            BIGINT NOT NULL,
  version                BIGINT NOT NULL,  -- from 1; the etag
  settings_hash          TEXT   NOT NULL,  -- SM3 of the canonical text, house defaults filled in
  budget_approval_day    BIGINT,           -- days since 1970-01-01; NULL: not known
  budget_approval_source TEXT   NOT NULL,
  foreseeable_keywords   TEXT,             -- one a line; NULL: the house default
  foreseeable_source     TEXT,             -- of the keywords; NULL with them
  caller                 TEXT   NOT NULL,
  changed_ms             BIGINT NOT NULL,  -- milliseconds since 1970-01-01 UTC
  PRIMARY KEY (division, fiscal_year, version)
) WITHOUT ROWID;

CREATE TABLE setting_thresholds (
  division    TEXT   NOT NULL,
  fiscal_year BIGINT NOT NULL,
  version     BIGINT NOT NULL,
  finding     TEXT   NOT NULL,  -- 'mid_year_additions'
  noted       TEXT   NOT NULL,  -- exact fractions, '1/10'
  serious     TEXT   NOT NULL,
  grave       TEXT   NOT NULL,
  source      TEXT   NOT NULL,
  PRIMARY KEY (division, fiscal_year, version, finding)
) WITHOUT ROWID;

CREATE TABLE setting_parameters (
  division       TEXT   NOT NULL,
  fiscal_year    BIGINT NOT NULL,
  version        BIGINT NOT NULL,
  name           TEXT   NOT NULL,  -- 'small_quota_amount'
  value_kind     TEXT,             -- a quantity, as in statement_cells
  value_number   BIGINT,
  value_fraction TEXT,
  source         TEXT   NOT NULL,
  PRIMARY KEY (division, fiscal_year, version, name)
) WITHOUT ROWID;
