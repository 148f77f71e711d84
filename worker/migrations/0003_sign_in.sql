-- Browsers on which a person has begun a session: a letter goes out when one is new. The hash of a random cookie.
CREATE TABLE device (
	person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
	hash TEXT NOT NULL,
	first_seen TEXT NOT NULL,
	last_seen TEXT NOT NULL,
	PRIMARY KEY (person, hash)
);

-- Who opened which convention, one row a day. Kept as long as shared/convention/retention.ts says.
CREATE TABLE opening (
	convention TEXT NOT NULL REFERENCES convention (id) ON DELETE CASCADE,
	person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
	day TEXT NOT NULL,        -- "2026-11-22", UTC
	first_at TEXT NOT NULL,
	last_at TEXT NOT NULL,
	times INTEGER NOT NULL,
	PRIMARY KEY (convention, person, day)
);
CREATE INDEX opening_person ON opening (person);

-- Whoever closes their account leaves their name where they took part, and nothing else.
ALTER TABLE person ADD COLUMN closedAt TEXT;

-- When the members of a forgotten draft were told that it will be erased.
ALTER TABLE convention ADD COLUMN erasure_announced_at TEXT;
