-- Which files of the store each convention names, as its room last told; with its first telling `files_told_at` is set.
CREATE TABLE named_file (
	convention TEXT NOT NULL REFERENCES convention (id) ON DELETE CASCADE,
	hash TEXT NOT NULL,
	PRIMARY KEY (convention, hash)
) WITHOUT ROWID;
CREATE INDEX named_file_hash ON named_file (hash);
ALTER TABLE convention ADD COLUMN files_told_at TEXT;

CREATE INDEX organisation_logo ON organisation (logo ->> 'hash');

-- Every file of the store that the nightly sweep has met or somebody has stored since (worker/nightly/sweep.ts).
CREATE TABLE stored_file (
	hash TEXT PRIMARY KEY,
	kept_at TEXT NOT NULL,  -- when somebody last stored these bytes
	unnamed_since TEXT,     -- null: something named it when it was last looked at
	deleting_at TEXT        -- not null: a sweep is deleting its bytes, and who stores them waits
) WITHOUT ROWID;
CREATE INDEX stored_file_unnamed ON stored_file (unnamed_since) WHERE unnamed_since IS NOT NULL;

-- The last key of the store that the sweep came to: it goes on behind it, the next night.
CREATE TABLE swept (one INTEGER PRIMARY KEY CHECK (one = 1), upto TEXT NOT NULL);
