-- For the tests of common/storage: a quota and the payments out of it; the text has what an embedding must keep: "quoted",
-- [brackets], a back slash \ and 中文; with a semicolon.
CREATE TABLE quotas (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  note TEXT,
  seal BLOB
) STRICT;

CREATE TABLE payments (
  quota_id INTEGER NOT NULL REFERENCES quotas (id) DEFERRABLE INITIALLY DEFERRED,
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0)
) STRICT;
