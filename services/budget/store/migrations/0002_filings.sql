-- What is filed beside the ledger of a department-year: special funds (专项资金), the basic data table (基础数据表), reported
-- facts (决算数). Each filing is a whole: a change stores all of it again under its revision, and a read at revision r
-- takes the last one at or before r.

CREATE TABLE filings (
  division         TEXT   NOT NULL,
  department       TEXT   NOT NULL,
  fiscal_year      BIGINT NOT NULL,
  kind             BIGINT NOT NULL,  -- 3 special funds, 4 statement, 5 reported facts
  revision         BIGINT NOT NULL,
  economy_measures TEXT   NOT NULL,  -- 厉行节约保障措施 of a statement; '' otherwise
  source           TEXT   NOT NULL,  -- of a statement; '' otherwise
  filed_ms         BIGINT NOT NULL,  -- milliseconds since 1970-01-01 UTC
  PRIMARY KEY (division, department, fiscal_year, kind, revision)
) WITHOUT ROWID;

CREATE TABLE special_funds (
  division             TEXT   NOT NULL,
  department           TEXT   NOT NULL,
  fiscal_year          BIGINT NOT NULL,
  revision             BIGINT NOT NULL,
  special_fund         TEXT   NOT NULL,  -- the id, '2023-zx01'
  external_code        TEXT   NOT NULL,
  display_name         TEXT   NOT NULL,
  amount_fen           BIGINT NOT NULL,  -- promised
  approved_day         BIGINT,           -- days since 1970-01-01; NULL: not said
  expected_release_day BIGINT,
  PRIMARY KEY (division, department, fiscal_year, revision, special_fund)
) WITHOUT ROWID;

CREATE TABLE special_fund_needs (
  division     TEXT   NOT NULL,
  department   TEXT   NOT NULL,
  fiscal_year  BIGINT NOT NULL,
  revision     BIGINT NOT NULL,
  special_fund TEXT   NOT NULL,
  position     BIGINT NOT NULL,  -- from 0
  needed_day   BIGINT NOT NULL,
  amount_fen   BIGINT NOT NULL,  -- above zero
  PRIMARY KEY (division, department, fiscal_year, revision, special_fund, position)
) WITHOUT ROWID;

CREATE TABLE statement_rows (
  division     TEXT   NOT NULL,
  department   TEXT   NOT NULL,
  fiscal_year  BIGINT NOT NULL,
  revision     BIGINT NOT NULL,
  position     BIGINT NOT NULL,  -- from 0
  item         TEXT   NOT NULL,
  display_name TEXT   NOT NULL,
  PRIMARY KEY (division, department, fiscal_year, revision, position)
) WITHOUT ROWID;

-- The cells that are not simply missing. A quantity is a kind with one of two columns: 'fen', 'count' and 'day' have
-- value_number, 'fraction' has value_fraction.
CREATE TABLE statement_cells (
  division       TEXT   NOT NULL,
  department     TEXT   NOT NULL,
  fiscal_year    BIGINT NOT NULL,
  revision       BIGINT NOT NULL,
  position       BIGINT NOT NULL,  -- of the row
  cell           BIGINT NOT NULL,  -- 0 上年决算数, 1 上年预算数, 2 本年预算数, 3 本年决算数
  state          BIGINT NOT NULL,  -- 0 missing, 1 value, 2 not applicable
  value_kind     TEXT,
  value_number   BIGINT,
  value_fraction TEXT,             -- '1/3' in lowest terms
  source         TEXT   NOT NULL,
  PRIMARY KEY (division, department, fiscal_year, revision, position, cell)
) WITHOUT ROWID;

CREATE TABLE reported_facts (
  division       TEXT   NOT NULL,
  department     TEXT   NOT NULL,
  fiscal_year    BIGINT NOT NULL,
  revision       BIGINT NOT NULL,
  position       BIGINT NOT NULL,  -- from 0
  name           TEXT   NOT NULL,  -- of the dictionary
  state          BIGINT NOT NULL,  -- as statement_cells.state
  value_kind     TEXT,
  value_number   BIGINT,
  value_fraction TEXT,
  source         TEXT   NOT NULL,
  PRIMARY KEY (division, department, fiscal_year, revision, position)
) WITHOUT ROWID;
