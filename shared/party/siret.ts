/** A SIRET as it is stored: people group its digits with spaces, dots or hyphens. */
export const siretDigits = (typed: string) => typed.replace(/[\s.\-\u2010-\u2015]/gu, "");

/** La Poste has more establishments than its numbers allow: their digits add up to a multiple of 5, but for its head office. */
const LA_POSTE = "356000000";
const LA_POSTE_HEAD_OFFICE = "35600000000048";

/** Whether this can be a SIRET: 14 digits with Luhn's key, as INSEE defines it. */
export function isSiret(digits: string): boolean {
	if (!/^\d{14}$/.test(digits)) return false;
	const siren = digits.slice(0, 9);
	if (siren === "000000000") return false;
	if (siren !== LA_POSTE || digits === LA_POSTE_HEAD_OFFICE) return hasLuhnKey(digits);
	return [...digits].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
}

function hasLuhnKey(digits: string): boolean {
	const sum = [...digits].reverse().reduce((total, digit, at) => {
		const value = at % 2 === 0 ? Number(digit) : Number(digit) * 2;
		return total + (value > 9 ? value - 9 : value);
	}, 0);
	return sum % 10 === 0;
}
