-- What ProConnect says of a person: the establishment they work in, known to Copacte or not.
ALTER TABLE account ADD COLUMN siret TEXT; -- 14 digits

-- The ID token of a session that ProConnect opened: it is what ends the session there too.
ALTER TABLE session ADD COLUMN idToken TEXT;

-- Whoever proves an address inherits nothing from somebody who used it before without proof. better-auth ends their
-- sessions and ways in by ProConnect, and leaves their passkeys.
CREATE TRIGGER person_proven AFTER UPDATE OF emailVerified ON person
WHEN old.emailVerified = 0 AND new.emailVerified = 1
BEGIN
	DELETE FROM passkey WHERE userId = new.id;
END;
