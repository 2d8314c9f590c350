-- Who works here. Passwords and PINs stand here as Argon2id, what is on a badge as a keyed hash.
CREATE TABLE identity_person (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  full_name TEXT NOT NULL,
  role TEXT NOT NULL,
  departments TEXT NOT NULL,
  suspended INTEGER NOT NULL,
  password TEXT NOT NULL,
  badge TEXT NOT NULL,
  pin TEXT NOT NULL,
  totp_state TEXT NOT NULL,
  totp_nonce TEXT NOT NULL,
  totp_last_step BIGINT NOT NULL,
  added_at BIGINT NOT NULL
);

CREATE TABLE identity_shift (
  id TEXT PRIMARY KEY,
  person TEXT NOT NULL REFERENCES identity_person (id),
  department TEXT NOT NULL,
  from_at BIGINT NOT NULL,
  until_at BIGINT NOT NULL
);
CREATE INDEX identity_shift_by_end ON identity_shift (until_at);

-- Who is signed in. Of the secret only the hash stands here.
CREATE TABLE identity_session (
  id TEXT PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  person TEXT NOT NULL REFERENCES identity_person (id),
  device TEXT NOT NULL,
  newcomer INTEGER NOT NULL,
  begun_at BIGINT NOT NULL
);

-- Who has looked where they otherwise may not, and what the privacy officer said to it.
CREATE TABLE identity_glass (
  id TEXT PRIMARY KEY,
  person TEXT NOT NULL REFERENCES identity_person (id),
  subject TEXT NOT NULL,
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  at BIGINT NOT NULL,
  ended INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  reviewed_by TEXT NOT NULL
);
CREATE INDEX identity_glass_by_verdict ON identity_glass (verdict, at);

-- What may speak at the broker, and how it proves itself.
CREATE TABLE identity_device (
  name TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  nonce TEXT NOT NULL,
  credential TEXT NOT NULL,
  line TEXT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE TABLE identity_key (
  name TEXT PRIMARY KEY,
  key TEXT NOT NULL
);
