-- Characters a generator might trip over; \ "quoted" )" ${not_cmake} @not_configure@ [brackets];
CREATE TABLE sample_words (word TEXT NOT NULL PRIMARY KEY);
