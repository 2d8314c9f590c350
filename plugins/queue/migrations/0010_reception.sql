-- What patients told in confidence: erased when the day is closed, or some days later.
CREATE TABLE queue_visitor (
  token BIGINT PRIMARY KEY REFERENCES queue_token (serial),
  day TEXT NOT NULL,
  name TEXT,
  age INTEGER,
  contact TEXT,
  symptoms TEXT,
  preferred_time TEXT,
  shown_name TEXT NOT NULL
);
CREATE INDEX queue_visitor_by_day ON queue_visitor (day);

-- Who wanted help at a kiosk, and who went there.
CREATE TABLE queue_help (
  serial BIGINT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  area TEXT NOT NULL,
  reason TEXT NOT NULL,
  kiosk TEXT NOT NULL,
  code TEXT NOT NULL,
  service TEXT NOT NULL,
  language TEXT NOT NULL,
  needs INTEGER NOT NULL,
  at BIGINT NOT NULL,
  calls INTEGER NOT NULL,
  answered_at BIGINT,
  answered_by TEXT NOT NULL
);
CREATE INDEX queue_help_open ON queue_help (answered_at);

-- The date of birth stands here as a keyed hash: it can be compared with what somebody says, not read.
CREATE TABLE queue_appointment (
  code TEXT PRIMARY KEY,
  birth TEXT NOT NULL,
  service TEXT NOT NULL,
  at BIGINT NOT NULL,
  language TEXT NOT NULL,
  needs INTEGER NOT NULL,
  state TEXT NOT NULL,
  token TEXT NOT NULL
);
CREATE INDEX queue_appointment_by_time ON queue_appointment (at);

CREATE TABLE queue_key (
  name TEXT PRIMARY KEY,
  key TEXT NOT NULL
);
