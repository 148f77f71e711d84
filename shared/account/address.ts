/** As better-auth reads one; mail servers take no more than 254 characters. */
const SHAPE = /^(?!\.)(?!.*\.\.)[a-z0-9_'+\-.]*[a-z0-9_+-]@([a-z0-9][a-z0-9-]*\.)+[a-z]{2,}$/;
const LONGEST = 254;

/** An e-mail address in lower case, or null for what is none. */
export function emailAddress(typed: string): string | null {
	const address = typed.trim().toLowerCase();
	return address.length <= LONGEST && SHAPE.test(address) ? address : null;
}
