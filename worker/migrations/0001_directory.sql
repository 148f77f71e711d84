-- Who is there and which conventions they share. What a convention says lives in its room, never here.
CREATE TABLE organisation (
	id TEXT PRIMARY KEY,
	kind TEXT NOT NULL CHECK (kind IN ('caf', 'commune', 'epci', 'msa', 'departement', 'other')),
	name TEXT NOT NULL,       -- as in "Entre …": Caisse d'allocations familiales du Nord
	short_name TEXT NOT NULL, -- Caf du Nord
	alias TEXT NOT NULL       -- the term a convention defines: la Caf
);

CREATE TABLE person (
	id TEXT PRIMARY KEY,
	name TEXT NOT NULL,
	organisation TEXT NOT NULL REFERENCES organisation (id)
);

CREATE TABLE convention (
	id TEXT PRIMARY KEY,
	title TEXT NOT NULL,
	model TEXT NOT NULL,
	phase TEXT NOT NULL,
	opened_at TEXT NOT NULL
);

CREATE TABLE party (
	convention TEXT NOT NULL REFERENCES convention (id),
	organisation TEXT NOT NULL REFERENCES organisation (id),
	id TEXT NOT NULL,         -- within the convention: caf, commune, msa
	PRIMARY KEY (convention, organisation)
);

CREATE TABLE member (
	convention TEXT NOT NULL REFERENCES convention (id),
	person TEXT NOT NULL REFERENCES person (id),
	roles TEXT NOT NULL,      -- JSON array
	PRIMARY KEY (convention, person)
);

CREATE INDEX member_person ON member (person);
