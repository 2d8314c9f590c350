-- `sealed` is the text, encrypted with a key of the house and bound to its number. Instants are milliseconds since 1970 (UTC).
CREATE TABLE messages_message (
  number BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  author TEXT NOT NULL,
  kind TEXT NOT NULL,
  addressee TEXT NOT NULL,
  sealed TEXT NOT NULL,
  answers BIGINT
);

-- One line for each person a message is for; who has read it, and when.
CREATE TABLE messages_reader (
  number BIGINT NOT NULL REFERENCES messages_message (number),
  person TEXT NOT NULL,
  read_at BIGINT,
  PRIMARY KEY (number, person)
);

-- Who sits at which desk. A person sits at one.
CREATE TABLE messages_seat (
  person TEXT PRIMARY KEY,
  desk TEXT NOT NULL,
  since BIGINT NOT NULL
);

CREATE TABLE messages_key (
  name TEXT PRIMARY KEY,
  key TEXT NOT NULL
);
