-- Tickets that staff want printed once more, until the kiosk has said that they are.
CREATE TABLE queue_reprint (
  id TEXT PRIMARY KEY,
  kiosk TEXT NOT NULL,
  token TEXT NOT NULL,
  at BIGINT NOT NULL
);
