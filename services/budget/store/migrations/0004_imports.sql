-- Streaming imports (导入): how far each one has come, and what became of its records. A chunk's row, the import's row and
-- the ledger's own rows are written in one transaction, so a chunk is stored whole or not at all.

CREATE TABLE imports (
  division     TEXT   NOT NULL,  -- 财政区划, 9 digits
  import_id    TEXT   NOT NULL,  -- chosen by the sender
  source       TEXT   NOT NULL,  -- whose records these are
  on_violation BIGINT NOT NULL,  -- 1 refuse the record, 2 store it with a warning
  state        BIGINT NOT NULL,  -- 1 open, 2 completed, 3 given up
  stored_chunk BIGINT NOT NULL,  -- all chunks up to and with this one are stored; 0: none
  added        BIGINT NOT NULL,  -- records by outcome
  unchanged    BIGINT NOT NULL,
  changed      BIGINT NOT NULL,
  outdated     BIGINT NOT NULL,
  deleted      BIGINT NOT NULL,
  refused      BIGINT NOT NULL,
  caller       TEXT   NOT NULL,  -- who opened it
  created_ms   BIGINT NOT NULL,  -- milliseconds since 1970-01-01 UTC
  updated_ms   BIGINT NOT NULL,  -- of its last chunk, or end
  PRIMARY KEY (division, import_id)
) WITHOUT ROWID;

CREATE TABLE import_chunks (
  division     TEXT   NOT NULL,
  import_id    TEXT   NOT NULL,
  chunk        BIGINT NOT NULL,  -- from 1
  record_count BIGINT NOT NULL,
  plain_added  BIGINT NOT NULL,  -- of those, added without a remark: a search for the others passes such chunks by
  outcomes     BLOB   NOT NULL,  -- packed, see outcome_pack.h
  PRIMARY KEY (division, import_id, chunk)
) WITHOUT ROWID;
