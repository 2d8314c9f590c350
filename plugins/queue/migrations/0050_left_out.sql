-- Numbers nobody was given: after a restore they may be in the hands of people the database has forgotten.
CREATE TABLE queue_left_out (
  day TEXT NOT NULL REFERENCES queue_day (day),
  service TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (day, service, first)
);
