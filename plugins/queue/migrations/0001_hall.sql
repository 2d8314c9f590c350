-- Instants are milliseconds since 1970 (UTC). Columns called joined, since, returns, changed and moment are on the queue's
-- own time line (moment.hpp), which no clock change touches.
CREATE TABLE queue_day (
  day TEXT PRIMARY KEY,
  opened_at BIGINT NOT NULL,
  closed_at BIGINT,
  changed_at BIGINT NOT NULL,
  changed BIGINT NOT NULL
);

CREATE TABLE queue_token (
  serial BIGINT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  day TEXT NOT NULL REFERENCES queue_day (day),
  numbered_by TEXT NOT NULL,
  counter INTEGER NOT NULL,
  number TEXT NOT NULL,
  code TEXT NOT NULL,
  language TEXT NOT NULL,
  needs INTEGER NOT NULL,
  issued_at BIGINT NOT NULL,
  booked BIGINT,
  service TEXT NOT NULL,
  priority TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting',
  desk TEXT,
  pathway TEXT,
  stage INTEGER NOT NULL DEFAULT 0,
  stage_left INTEGER NOT NULL,
  joined BIGINT NOT NULL,
  credit BIGINT NOT NULL,
  returned INTEGER NOT NULL DEFAULT 0,
  since BIGINT NOT NULL,
  returns BIGINT NOT NULL DEFAULT 0,
  calls INTEGER NOT NULL DEFAULT 0,
  ahead INTEGER NOT NULL,
  desks INTEGER NOT NULL,
  point BIGINT NOT NULL,
  low INTEGER,
  high INTEGER,
  earned TEXT NOT NULL DEFAULT '',
  outcome TEXT NOT NULL DEFAULT '',
  revision INTEGER NOT NULL DEFAULT 0,
  changed_at BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  UNIQUE (day, numbered_by, counter)
);

-- A token is at one desk at most: the UNIQUE says so to the database.
CREATE TABLE queue_desk (
  id TEXT PRIMARY KEY,
  attendance TEXT NOT NULL,
  token TEXT UNIQUE,
  why TEXT NOT NULL,
  call BIGINT NOT NULL,
  since BIGINT NOT NULL,
  revision INTEGER NOT NULL,
  last_action TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  changed BIGINT NOT NULL
);

CREATE TABLE queue_call (
  area TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  token BIGINT NOT NULL REFERENCES queue_token (serial),
  code TEXT NOT NULL,
  desk TEXT NOT NULL,
  service TEXT NOT NULL,
  recall INTEGER NOT NULL,
  language TEXT NOT NULL,
  needs INTEGER NOT NULL,
  at BIGINT NOT NULL,
  withdrawn INTEGER NOT NULL,
  PRIMARY KEY (area, sequence)
);

CREATE TABLE queue_shown (
  area TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  device TEXT NOT NULL,
  shown TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (area, sequence, device, shown)
);

-- One wait that ended with a call: what was promised, and what became of it.
CREATE TABLE queue_taking (
  token BIGINT NOT NULL REFERENCES queue_token (serial),
  revision INTEGER NOT NULL,
  day TEXT NOT NULL,
  service TEXT NOT NULL,
  priority TEXT NOT NULL,
  moment BIGINT NOT NULL,
  waited BIGINT NOT NULL,
  ahead INTEGER NOT NULL,
  desks INTEGER NOT NULL,
  point BIGINT NOT NULL,
  low INTEGER,
  high INTEGER,
  gap BIGINT,
  PRIMARY KEY (token, revision)
);
CREATE INDEX queue_taking_by_service ON queue_taking (service, moment);

-- The fairness ledger: those of one class whom a call passed over. Who they were stands in queue_token: everybody of the
-- service and class who had joined before `joined` and waited at `moment`.
CREATE TABLE queue_overtaking (
  token BIGINT NOT NULL REFERENCES queue_token (serial),
  revision INTEGER NOT NULL,
  passed TEXT NOT NULL,
  day TEXT NOT NULL,
  service TEXT NOT NULL,
  priority TEXT NOT NULL,
  number TEXT NOT NULL,
  desk TEXT NOT NULL,
  at BIGINT NOT NULL,
  moment BIGINT NOT NULL,
  joined BIGINT NOT NULL,
  cause TEXT NOT NULL,
  count INTEGER NOT NULL,
  longest TEXT NOT NULL,
  waited BIGINT NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  undone INTEGER NOT NULL,
  PRIMARY KEY (token, revision, passed)
);
CREATE INDEX queue_overtaking_by_service ON queue_overtaking (service, moment);
