-- Who called the token that is at a desk, or began to serve it.
ALTER TABLE queue_desk ADD COLUMN called_by TEXT NOT NULL DEFAULT '';
