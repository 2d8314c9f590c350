-- The time series. Instants are milliseconds since 1970 (UTC). An episode's number is drawn by chance, so that none is used twice even
-- if the house's database was put back to an earlier time and this file was not.
CREATE TABLE vitals_span (
  episode BIGINT PRIMARY KEY,
  patient TEXT NOT NULL,
  bed TEXT NOT NULL,
  device TEXT NOT NULL,
  begins BIGINT NOT NULL,
  ends BIGINT
);
CREATE INDEX vitals_span_patient ON vitals_span (patient, begins);

-- Some seconds of readings of one episode, packed (readings/packing.hpp).
CREATE TABLE vitals_stretch (
  number BIGINT PRIMARY KEY,
  episode BIGINT NOT NULL,
  base BIGINT NOT NULL,
  begins BIGINT NOT NULL,
  ends BIGINT NOT NULL,
  readings TEXT NOT NULL
);
CREATE INDEX vitals_stretch_episode ON vitals_stretch (episode, ends);

-- What came within a minute; of one minute there may be several, which add up.
CREATE TABLE vitals_minute (
  number BIGINT PRIMARY KEY,
  episode BIGINT NOT NULL,
  minute BIGINT NOT NULL,
  summary TEXT NOT NULL
);
CREATE INDEX vitals_minute_episode ON vitals_minute (episode, minute);
