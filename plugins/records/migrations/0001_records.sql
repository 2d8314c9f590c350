-- Sealed columns hold base64 of what only the patient's key opens; `wrapped` is that key, which only the house's key file opens.
-- An empty text and a zero mean: nothing.
CREATE TABLE records_meta (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);
CREATE TABLE records_patient (
  id TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL,
  merged_into TEXT NOT NULL,
  restricted INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  since BIGINT NOT NULL,
  wrapped TEXT NOT NULL,
  person TEXT NOT NULL
);
CREATE INDEX records_patient_merged ON records_patient (merged_into) WHERE merged_into <> '';
CREATE INDEX records_patient_restricted ON records_patient (restricted) WHERE restricted <> 0;
-- Blind terms: keyed hashes of what people are looked for by.
CREATE TABLE records_term (
  term BIGINT NOT NULL,
  patient TEXT NOT NULL REFERENCES records_patient (id),
  PRIMARY KEY (term, patient)
);
CREATE INDEX records_term_patient ON records_term (patient);
CREATE TABLE records_consent (
  patient TEXT NOT NULL REFERENCES records_patient (id),
  what TEXT NOT NULL,
  given INTEGER NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (patient, what)
);
CREATE TABLE records_item (
  id TEXT NOT NULL PRIMARY KEY,
  patient TEXT NOT NULL REFERENCES records_patient (id),
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  surgery INTEGER NOT NULL,
  performer TEXT NOT NULL,
  cost_minor BIGINT NOT NULL,
  cost_currency TEXT NOT NULL,
  written BIGINT NOT NULL,
  stopped BIGINT NOT NULL,
  author TEXT NOT NULL,
  sealed TEXT NOT NULL
);
CREATE INDEX records_item_patient ON records_item (patient);
CREATE INDEX records_item_written ON records_item (kind, written);
CREATE TABLE records_visit (
  id TEXT NOT NULL PRIMARY KEY,
  patient TEXT NOT NULL REFERENCES records_patient (id),
  state TEXT NOT NULL,
  department TEXT NOT NULL,
  doctor TEXT NOT NULL,
  outcome TEXT NOT NULL,
  reference TEXT NOT NULL,
  planned BIGINT NOT NULL,
  minutes INTEGER NOT NULL,
  opened BIGINT NOT NULL,
  closed BIGINT NOT NULL,
  sealed TEXT NOT NULL
);
CREATE INDEX records_visit_patient ON records_visit (patient);
CREATE INDEX records_visit_doctor ON records_visit (doctor, planned);
CREATE INDEX records_visit_state ON records_visit (state, closed);
CREATE TABLE records_document (
  id TEXT NOT NULL PRIMARY KEY,
  patient TEXT NOT NULL REFERENCES records_patient (id),
  kind TEXT NOT NULL,
  digest TEXT NOT NULL,
  written BIGINT NOT NULL,
  sealed TEXT NOT NULL
);
CREATE INDEX records_document_patient ON records_document (patient);
CREATE TABLE records_import (
  id TEXT NOT NULL PRIMARY KEY,
  finished INTEGER NOT NULL,
  total INTEGER NOT NULL,
  done INTEGER NOT NULL,
  imported INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  begun BIGINT NOT NULL,
  faults TEXT NOT NULL,
  sealed TEXT NOT NULL
);
