-- People become accounts. The tables of better-auth (person, session, account, verification, passkey) keep its columns,
-- so that its own upgrades can be read against them; our names are given in worker/sign-in/auth.ts.
PRAGMA defer_foreign_keys = on;

-- A person may belong to several organisations, under a title in each: "Maire", "Directrice générale".
CREATE TABLE membership (
	person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
	organisation TEXT NOT NULL REFERENCES organisation (id),
	title TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (person, organisation)
);
CREATE INDEX membership_organisation ON membership (organisation);
INSERT INTO membership (person, organisation) SELECT id, organisation FROM person;

CREATE TABLE person_with_account (
	id TEXT PRIMARY KEY,
	name TEXT NOT NULL,
	email TEXT NOT NULL UNIQUE,       -- lower case
	emailVerified INTEGER NOT NULL DEFAULT 0,
	image TEXT,
	createdAt TEXT NOT NULL,
	updatedAt TEXT NOT NULL
);
-- Those who stand already had no address: they get one that no mail reaches.
INSERT INTO person_with_account (id, name, email, emailVerified, createdAt, updatedAt)
	SELECT id, name, id || '@invalid', 0, datetime('now'), datetime('now') FROM person;
DROP TABLE person;
ALTER TABLE person_with_account RENAME TO person;

-- The party a member stands for: somebody may belong to both sides' organisations.
ALTER TABLE member ADD COLUMN party TEXT NOT NULL DEFAULT '';
UPDATE member SET party = coalesce((
	SELECT party.id FROM party
	JOIN membership ON membership.organisation = party.organisation
	WHERE party.convention = member.convention AND membership.person = member.person
), '');

ALTER TABLE organisation ADD COLUMN siret TEXT;      -- 14 digits
ALTER TABLE organisation ADD COLUMN department TEXT; -- "59"
CREATE UNIQUE INDEX organisation_siret ON organisation (siret) WHERE siret IS NOT NULL;

CREATE TABLE session (
	id TEXT PRIMARY KEY,
	expiresAt TEXT NOT NULL,
	token TEXT NOT NULL UNIQUE,
	createdAt TEXT NOT NULL,
	updatedAt TEXT NOT NULL,
	ipAddress TEXT,
	userAgent TEXT,
	userId TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE
);
CREATE INDEX session_userId ON session (userId);

-- A way in that another party vouches for: ProConnect, by its `sub`.
CREATE TABLE account (
	id TEXT PRIMARY KEY,
	accountId TEXT NOT NULL,
	providerId TEXT NOT NULL,
	userId TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
	accessToken TEXT,
	refreshToken TEXT,
	idToken TEXT,
	accessTokenExpiresAt TEXT,
	refreshTokenExpiresAt TEXT,
	scope TEXT,
	password TEXT,
	createdAt TEXT NOT NULL,
	updatedAt TEXT NOT NULL,
	UNIQUE (providerId, accountId)
);
CREATE INDEX account_userId ON account (userId);

CREATE TABLE verification (
	id TEXT PRIMARY KEY,
	identifier TEXT NOT NULL,
	value TEXT NOT NULL,
	expiresAt TEXT NOT NULL,
	createdAt TEXT NOT NULL,
	updatedAt TEXT NOT NULL
);
CREATE INDEX verification_identifier ON verification (identifier);

CREATE TABLE passkey (
	id TEXT PRIMARY KEY,
	name TEXT,
	publicKey TEXT NOT NULL,
	userId TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
	credentialID TEXT NOT NULL UNIQUE,
	counter INTEGER NOT NULL,
	deviceType TEXT NOT NULL,
	backedUp INTEGER NOT NULL,
	transports TEXT,
	createdAt TEXT,
	aaguid TEXT
);
CREATE INDEX passkey_userId ON passkey (userId);

-- How often somebody asked for something within a while: sign-in links, invitations.
CREATE TABLE rateLimit (
	id TEXT PRIMARY KEY,
	key TEXT NOT NULL UNIQUE,
	count INTEGER NOT NULL,
	lastRequest INTEGER NOT NULL
);

-- Mails of a deployment that sends none (MAIL = "outbox"): the local start, and the tests.
CREATE TABLE outbox (
	id INTEGER PRIMARY KEY,
	recipient TEXT NOT NULL,
	subject TEXT NOT NULL,
	text TEXT NOT NULL,
	html TEXT NOT NULL,
	sent_at TEXT NOT NULL
);
