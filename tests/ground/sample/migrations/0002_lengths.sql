ALTER TABLE sample_words ADD COLUMN length INTEGER;
