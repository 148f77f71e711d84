-- Who sees to the people of an organisation: invites colleagues, removes them, changes their titles.
ALTER TABLE membership ADD COLUMN manages INTEGER NOT NULL DEFAULT 0;
UPDATE membership SET manages = 1 WHERE person IN (
	SELECT person FROM member WHERE EXISTS (SELECT 1 FROM json_each(member.roles) WHERE value = 'coordinates')
);

-- Raised by every change of a convention's members: tells a room which of two lists of people is the later one.
ALTER TABLE convention ADD COLUMN people_version INTEGER NOT NULL DEFAULT 0;
CREATE TRIGGER member_added AFTER INSERT ON member BEGIN
	UPDATE convention SET people_version = people_version + 1 WHERE id = NEW.convention;
END;
CREATE TRIGGER member_changed AFTER UPDATE ON member BEGIN
	UPDATE convention SET people_version = people_version + 1 WHERE id = NEW.convention;
END;
CREATE TRIGGER member_removed AFTER DELETE ON member BEGIN
	UPDATE convention SET people_version = people_version + 1 WHERE id = OLD.convention;
END;

-- Somebody invited by mail: as a colleague (no convention), or to a convention for one of its parties.
CREATE TABLE invitation (
	id TEXT PRIMARY KEY,
	token TEXT NOT NULL UNIQUE,       -- hexadecimal SHA-256 of what the mail holds
	email TEXT NOT NULL,              -- lower case; whoever accepts has proved to read it
	organisation TEXT NOT NULL REFERENCES organisation (id),
	convention TEXT REFERENCES convention (id) ON DELETE CASCADE,
	party TEXT,                       -- within the convention
	roles TEXT NOT NULL DEFAULT '[]', -- JSON array
	title TEXT NOT NULL DEFAULT '',
	invited_by TEXT REFERENCES person (id) ON DELETE SET NULL,
	state TEXT NOT NULL CHECK (state IN ('pending', 'accepted', 'declined', 'withdrawn')),
	sent_at TEXT NOT NULL,
	expires_at TEXT NOT NULL,
	answered_by TEXT REFERENCES person (id) ON DELETE SET NULL
);
CREATE INDEX invitation_email ON invitation (email);
CREATE INDEX invitation_organisation ON invitation (organisation);
CREATE INDEX invitation_convention ON invitation (convention);
-- An address is invited once to the same place, until it answers.
CREATE UNIQUE INDEX invitation_once ON invitation (email, coalesce(convention, organisation)) WHERE state = 'pending';
