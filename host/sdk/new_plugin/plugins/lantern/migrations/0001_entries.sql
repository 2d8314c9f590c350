-- Once released, this file never changes: a later change of the schema is a new file.
CREATE TABLE lantern_entries (
  id TEXT NOT NULL PRIMARY KEY,
  label TEXT NOT NULL UNIQUE,
  since BIGINT NOT NULL
);
