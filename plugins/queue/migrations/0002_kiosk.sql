-- One row for each disk that has spoken in a kiosk's name. `mark` stands in the numbers it gives on its own.
CREATE TABLE queue_kiosk (
  mark INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  incarnation TEXT NOT NULL,
  state TEXT NOT NULL,
  UNIQUE (name, incarnation)
);

-- Numbers in somebody's hand that could not be put in the line.
CREATE TABLE queue_quarantine (
  id TEXT PRIMARY KEY,
  day TEXT NOT NULL,
  kiosk TEXT NOT NULL,
  number TEXT NOT NULL,
  service TEXT NOT NULL,
  at BIGINT NOT NULL,
  why TEXT NOT NULL
);
