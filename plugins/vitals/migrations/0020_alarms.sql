-- Instants are milliseconds since 1970 (UTC), values thousandths. An alarm is open while ended_at is null; there is at most one open for a patient and a
-- condition. `due_at` is when it escalates next, `waiting_since` when the wait for a person began.
CREATE TABLE vitals_alarm (
  number BIGINT PRIMARY KEY,
  episode BIGINT NOT NULL,
  patient TEXT NOT NULL,
  ward TEXT NOT NULL,
  bed TEXT NOT NULL,
  condition TEXT NOT NULL,
  technical BIGINT NOT NULL,
  priority TEXT NOT NULL,
  worst TEXT NOT NULL,
  measure TEXT NOT NULL,
  value BIGINT,
  limit_value BIGINT,
  raised_at BIGINT NOT NULL,
  present BIGINT NOT NULL,
  acknowledged_at BIGINT,
  first_acknowledged_at BIGINT,
  acknowledged_by TEXT NOT NULL,
  audio_paused_until BIGINT,
  paused_until BIGINT,
  waiting_since BIGINT NOT NULL,
  stage BIGINT NOT NULL,
  repeats BIGINT NOT NULL,
  due_at BIGINT,
  ended_at BIGINT,
  ended TEXT NOT NULL,
  reason TEXT NOT NULL
);
CREATE UNIQUE INDEX vitals_alarm_open ON vitals_alarm (patient, condition) WHERE ended_at IS NULL;
CREATE INDEX vitals_alarm_time ON vitals_alarm (raised_at);
CREATE INDEX vitals_alarm_patient ON vitals_alarm (patient, number);

-- What was done about an alarm, in order. `seconds` of a pause.
CREATE TABLE vitals_alarm_step (
  alarm BIGINT NOT NULL REFERENCES vitals_alarm (number),
  step BIGINT NOT NULL,
  at BIGINT NOT NULL,
  what TEXT NOT NULL,
  actor TEXT NOT NULL,
  priority TEXT NOT NULL,
  seconds BIGINT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (alarm, step)
);

-- Limits of a ward or a patient. Taken back: the row goes; the journal keeps who did it.
CREATE TABLE vitals_limit (
  scope TEXT NOT NULL,
  of_id TEXT NOT NULL,
  condition TEXT NOT NULL,
  priority TEXT NOT NULL,
  limit_value BIGINT,
  delay BIGINT,
  off BIGINT NOT NULL,
  set_by TEXT NOT NULL,
  set_at BIGINT NOT NULL,
  until BIGINT,
  PRIMARY KEY (scope, of_id, condition, priority)
);

-- Who is told of alarms. `beds` is a list of ids as JSON; empty: all of the ward.
CREATE TABLE vitals_duty (
  ward TEXT NOT NULL,
  duty TEXT NOT NULL,
  person TEXT NOT NULL,
  beds TEXT NOT NULL,
  since BIGINT NOT NULL,
  until BIGINT,
  PRIMARY KEY (ward, duty, person)
);

-- SpO2 scale 2, prescribed for a patient.
CREATE TABLE vitals_scale (
  patient TEXT PRIMARY KEY,
  scale BIGINT NOT NULL,
  prescriber TEXT NOT NULL,
  at BIGINT NOT NULL
);

-- What a nurse entered last, of each kind: "oxygen", "consciousness", or a measure. Kept for the patient, whatever the bed.
CREATE TABLE vitals_observed (
  patient TEXT NOT NULL,
  kind TEXT NOT NULL,
  value BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (patient, kind, at)
);

-- Scores as they were when they changed, with all they were made from: `parts` is JSON.
CREATE TABLE vitals_score (
  patient TEXT NOT NULL,
  score TEXT NOT NULL,
  at BIGINT NOT NULL,
  episode BIGINT NOT NULL,
  version TEXT NOT NULL,
  scale BIGINT NOT NULL,
  total BIGINT NOT NULL,
  complete BIGINT NOT NULL,
  risk TEXT NOT NULL,
  parts TEXT NOT NULL,
  PRIMARY KEY (patient, score, at)
);
