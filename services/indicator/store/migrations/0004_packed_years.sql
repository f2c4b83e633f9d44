-- What is held about each department-year at its latest revision, packed: scoring a division reads its departments one
-- after another, a row each. The keys begin with division and fiscal year, so that they lie together.
--
-- Every write keeps the row in its own transaction. A year without a row is read from the tables that it is made of.
CREATE TABLE packed_years (
  division    TEXT   NOT NULL,
  fiscal_year BIGINT NOT NULL,
  department  TEXT   NOT NULL,
  revision    BIGINT NOT NULL,  -- the head's
  digest      TEXT   NOT NULL,  -- the head's
  body        BLOB   NOT NULL,  -- year_pack.h
  PRIMARY KEY (division, fiscal_year, department)
) WITHOUT ROWID;
