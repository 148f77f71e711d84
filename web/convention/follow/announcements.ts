import { enumerate } from "../../../shared/french.ts";

/** Those who come within this time are told of in one message; one who is back within it was never gone. */
const GATHER_MS = 2_000;
/** The least time between two messages: a person who listens to the page is reading or writing. */
const APART_MS = 6_000;

/**
 * What a screen reader is told of the others, politely and seldom: who came and who left, in one sentence however many
 * they are, and what else is worth a word. It holds no clock: times are milliseconds that the caller gives.
 */
export class Announcements {
	#told: Map<string, string> | null = null;
	#here = new Map<string, string>();
	#since: number | null = null;
	#waiting: string[] = [];
	#lastAt = Number.NEGATIVE_INFINITY;

	/** Who is here now, by person, with their names; those of the first look are told of to nobody. */
	see(now: number, people: Map<string, string>) {
		this.#here = people;
		this.#told ??= people;
		const same = sameKeys(this.#told, people);
		this.#since = same ? null : (this.#since ?? now);
	}

	/** A sentence to tell as soon as may be; the same one waits once. */
	hear(sentence: string) {
		if (!this.#waiting.includes(sentence)) this.#waiting.push(sentence);
	}

	/** How long until there is something to tell, in milliseconds; null when there is nothing. */
	wait(now: number): number | null {
		const ready = this.#waiting.length > 0 ? now : this.#since === null ? null : this.#since + GATHER_MS;
		return ready === null ? null : Math.max(ready, this.#lastAt + APART_MS, now) - now;
	}

	/** What is to be told at this moment, as one message; null when it is nothing. */
	take(now: number): string | null {
		if (this.wait(now) !== 0) return null;
		const sentences = [...this.#waiting, ...this.#comingsAndGoings(now)];
		this.#waiting = [];
		this.#lastAt = now;
		return sentences.join(" ");
	}

	#comingsAndGoings(now: number): string[] {
		if (this.#since === null || now < this.#since + GATHER_MS) return [];
		const [before, after] = [this.#told ?? this.#here, this.#here];
		this.#told = after;
		this.#since = null;
		return [
			...tell(missingFrom(before, after), "a rejoint", "ont rejoint"),
			...tell(missingFrom(after, before), "a quitté", "ont quitté"),
		];
	}
}

function tell(names: string[], one: string, many: string): string[] {
	const [first, second] = names;
	if (first === undefined) return [];
	if (second === undefined) return [`${first} ${one} la convention.`];
	const who = names.length === 2 ? enumerate(names) : `${names.length} personnes`;
	return [`${who} ${many} la convention.`];
}

const missingFrom = (some: Map<string, string>, others: Map<string, string>) =>
	[...others].flatMap(([person, name]) => (some.has(person) ? [] : [name]));

const sameKeys = (some: Map<string, string>, others: Map<string, string>) =>
	some.size === others.size && [...some.keys()].every((person) => others.has(person));

/** So much within so short a time is no typing: something was pasted, moved or taken out. */
const MUCH = 200;
const WITHIN_MS = 10_000;
const AGAIN_AFTER_MS = 60_000;

/** Tells big changes from typing, at most once a minute. Sizes are characters brought and taken away. */
export class Upheavals {
	#sum = 0;
	#since = 0;
	#toldAt = Number.NEGATIVE_INFINITY;

	/** Whether this change makes the last seconds worth a word. */
	note(now: number, size: number): boolean {
		if (now - this.#since > WITHIN_MS) [this.#sum, this.#since] = [0, now];
		this.#sum += size;
		if (this.#sum < MUCH || now - this.#toldAt < AGAIN_AFTER_MS) return false;
		this.#toldAt = now;
		return true;
	}
}
