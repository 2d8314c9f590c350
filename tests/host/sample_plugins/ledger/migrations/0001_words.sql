-- The words in the order they came; a semicolon ; in a comment and 'quotes' do not matter.
CREATE TABLE ledger_words (position INTEGER PRIMARY KEY, word TEXT NOT NULL, at BIGINT NOT NULL);
CREATE INDEX ledger_words_by_word ON ledger_words (word);
