-- A visit is looked for by what it is linked to: the token at a desk.
CREATE INDEX records_visit_reference ON records_visit (reference) WHERE reference <> '';
