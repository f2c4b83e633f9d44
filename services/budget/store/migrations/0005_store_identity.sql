-- Which store this is: a position of the change feed means nothing in another one. At most one row, drawn at random when
-- it is first asked for.

CREATE TABLE store_identity (
  only_row BIGINT NOT NULL,  -- 1
  store_id TEXT   NOT NULL,  -- 32 hex digits
  PRIMARY KEY (only_row)
) WITHOUT ROWID;
