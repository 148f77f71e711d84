-- Read-only links to frozen versions. Only the hash of a token is kept: whoever reads this table opens none of them.
CREATE TABLE link (
	id TEXT PRIMARY KEY,
	token_hash TEXT NOT NULL UNIQUE,
	convention TEXT NOT NULL REFERENCES convention (id) ON DELETE CASCADE,
	version INTEGER NOT NULL,
	label TEXT NOT NULL,
	created_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	expires_at TEXT,           -- null: it does not expire
	revoked_at TEXT,           -- null: it stands
	opened INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX link_convention ON link (convention);
