-- A restore whose backup does not hold today as its open day: today's numbers may be in people's hands all the same, so some of them are
-- left out when a day up to this one opens.
CREATE TABLE queue_left_out_next (
  until TEXT NOT NULL,
  gap INTEGER NOT NULL
);
