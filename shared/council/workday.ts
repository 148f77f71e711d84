import { daysAfter } from "../day.ts";

/** Days on which nobody works everywhere in France, `01-01`; Alsace-Moselle and overseas have some more. */
const FIXED = new Set(["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"]);

/** Easter Monday, Ascension, Whit Monday: days after Easter. */
const MOVABLE = [1, 39, 50];

/** From Monday to Friday, and no public holiday. */
export function isWorkday(day: string): boolean {
	const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
	if (weekday === 0 || weekday === 6 || FIXED.has(day.slice(5))) return false;
	const easter = easterOf(Number(day.slice(0, 4)));
	return !MOVABLE.some((count) => daysAfter(easter, count) === day);
}

/** This day if people work on it, else the last before it. */
export function lastWorkday(day: string): string {
	let at = day;
	while (!isWorkday(at)) at = daysAfter(at, -1);
	return at;
}

/** Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher). */
function easterOf(year: number): string {
	const golden = year % 19;
	const century = Math.floor(year / 100);
	const ofCentury = year % 100;
	const skipped = century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
	const moon = (19 * golden + skipped + 15) % 30;
	const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - moon - (ofCentury % 4)) % 7;
	const correction = Math.floor((golden + 11 * moon + 22 * weekday) / 451);
	const days = moon + weekday - 7 * correction + 114;
	const month = Math.floor(days / 31);
	return `${year}-${String(month).padStart(2, "0")}-${String((days % 31) + 1).padStart(2, "0")}`;
}
