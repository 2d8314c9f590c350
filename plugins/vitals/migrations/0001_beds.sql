-- Wards and their beds; who lay and what stood in which bed when. Instants are milliseconds since 1970 (UTC).
CREATE TABLE vitals_ward (
  ward TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  department TEXT NOT NULL,
  names TEXT NOT NULL
);

CREATE TABLE vitals_bed (
  bed TEXT PRIMARY KEY,
  ward TEXT NOT NULL REFERENCES vitals_ward (ward),
  name TEXT NOT NULL,
  place INTEGER NOT NULL
);

-- What could tell who it is goes with the end of the stay.
CREATE TABLE vitals_stay (
  patient TEXT NOT NULL,
  bed TEXT NOT NULL,
  begins BIGINT NOT NULL,
  ends BIGINT,
  shown_name TEXT,
  age INTEGER
);
CREATE UNIQUE INDEX vitals_stay_bed ON vitals_stay (bed) WHERE ends IS NULL;
CREATE UNIQUE INDEX vitals_stay_patient ON vitals_stay (patient) WHERE ends IS NULL;

CREATE TABLE vitals_standing (
  device TEXT NOT NULL,
  bed TEXT NOT NULL,
  begins BIGINT NOT NULL,
  ends BIGINT
);
CREATE UNIQUE INDEX vitals_standing_bed ON vitals_standing (bed) WHERE ends IS NULL;
CREATE UNIQUE INDEX vitals_standing_device ON vitals_standing (device) WHERE ends IS NULL;

-- One patient in one bed under one device.
CREATE TABLE vitals_episode (
  episode BIGINT PRIMARY KEY,
  patient TEXT NOT NULL,
  bed TEXT NOT NULL,
  device TEXT NOT NULL,
  begins BIGINT NOT NULL,
  ends BIGINT
);
CREATE UNIQUE INDEX vitals_episode_bed ON vitals_episode (bed) WHERE ends IS NULL;
