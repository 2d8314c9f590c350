-- The words in the order they came.
CREATE TABLE rogue_words (position INTEGER PRIMARY KEY, word TEXT NOT NULL);
