-- What lists say of each convention. Its room writes it some seconds after a change; the text itself is never here.
CREATE TABLE summary (
	convention TEXT PRIMARY KEY REFERENCES convention (id) ON DELETE CASCADE,
	territory TEXT NOT NULL,
	starts INTEGER,           -- first year
	ends INTEGER,             -- last year
	deadlines TEXT NOT NULL,  -- JSON, as in shared/list/summary.ts
	done INTEGER NOT NULL,
	total INTEGER NOT NULL,
	turns TEXT NOT NULL,      -- JSON
	parties TEXT NOT NULL,    -- JSON
	search TEXT NOT NULL,     -- small letters without accents
	changed_at TEXT NOT NULL
);

-- A person's party, by its id within the convention.
CREATE UNIQUE INDEX party_id ON party (convention, id);

-- The names of an organisation as they are searched: small letters without accents, hyphens or apostrophes.
ALTER TABLE organisation ADD COLUMN searched TEXT GENERATED ALWAYS AS (
	replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(short_name || ' ' || name), 'à', 'a'), 'â', 'a'), 'ä', 'a'), 'á', 'a'), 'ã', 'a'), 'ç', 'c'), 'é', 'e'), 'è', 'e'), 'ê', 'e'), 'ë', 'e'), 'î', 'i'), 'ï', 'i'), 'í', 'i'), 'ô', 'o'), 'ö', 'o'), 'ó', 'o'), 'ù', 'u'), 'û', 'u'), 'ü', 'u'), 'ÿ', 'y'), 'ñ', 'n'), 'œ', 'oe'), 'æ', 'ae'), 'À', 'a'), 'Â', 'a'), 'Ä', 'a'), 'Ç', 'c'), 'É', 'e'), 'È', 'e'), 'Ê', 'e'), 'Ë', 'e'), 'Î', 'i'), 'Ï', 'i'), 'Ô', 'o'), 'Ö', 'o'), 'Ù', 'u'), 'Û', 'u'), 'Ü', 'u'), 'Ÿ', 'y'), 'Œ', 'oe'), 'Æ', 'ae'), '-', ' '), '''', ' '), '’', ' ')
) VIRTUAL;
