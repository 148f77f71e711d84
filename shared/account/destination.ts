const HOME = "/";
const LONGEST = 2000;
/** A site that is nobody's, to see whether an address leaves it. */
const HERE = "https://copacte.invalid";

/** The parameter of /connexion, and of the link in a mail, that says where somebody was going. */
export const TO = "suite";

/**
 * Where somebody goes on after signing in: a path of this site, normalised; the home page in place of whatever could
 * leave it (an open redirect), or come back to signing in.
 */
export function destinationOf(asked: string | null | undefined): string {
	// Browsers drop tabs and line ends inside an address, and read "\" as "/".
	if (!asked || asked.length > LONGEST || !isOnThisSite(asked) || /[\\\p{Cc}]/u.test(asked)) return HOME;
	const url = URL.parse(asked, HERE);
	if (url?.origin !== HERE) return HOME;
	const { pathname, search, hash } = url;
	// "/.//elsewhere" is one of those that only leave once normalised.
	return isOnThisSite(pathname) && !/^\/connexion(\/|$)/.test(pathname) ? pathname + search + hash : HOME;
}

const isOnThisSite = (path: string) => /^\/(?!\/)/.test(path);

/** The page to sign in on, for somebody who was going there. */
export function signInFor(to: string): string {
	return to === HOME ? "/connexion" : `/connexion?${new URLSearchParams({ [TO]: to })}`;
}
