-- Screens that have reported: where each hangs, and in what state staff were told it is.
CREATE TABLE queue_screen (
  device TEXT PRIMARY KEY,
  area TEXT NOT NULL,
  desk TEXT NOT NULL,
  state TEXT NOT NULL,
  at BIGINT NOT NULL
);

-- What staff want of a screen or kiosk, as it is sent to it.
CREATE TABLE queue_order (
  device TEXT PRIMARY KEY,
  orders TEXT NOT NULL,
  at BIGINT NOT NULL
);

-- What stands on all screens of an area until somebody ends it.
CREATE TABLE queue_takeover (
  area TEXT PRIMARY KEY,
  texts TEXT NOT NULL,
  level TEXT NOT NULL,
  since BIGINT NOT NULL
);
