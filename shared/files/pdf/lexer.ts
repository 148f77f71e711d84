import type { Dictionary, Value } from "./value.ts";

/** Honest files nest a dozen levels deep; readers give up at some hundreds. */
const MAX_DEPTH = 200;

/** No name that means anything to a reader is longer. */
const MAX_NAME = 127;

/** What one reading may cost, in bytes looked at; shared by all that is read from one file. */
export interface Budget {
	left: number;
}

interface Frame {
	values: Value[];
	isDictionary: boolean;
}

/**
 * Reads values out of the bytes of a PDF (ISO 32000-1, 7.2 and 7.3), and gives up where they nest too deep or cost more than the
 * budget: `gaveUp` says so, and what was read until then is no whole. Never throws, whatever the bytes.
 */
export class Lexer {
	at = 0;
	gaveUp = false;
	private readonly bytes: Uint8Array;
	private readonly budget: Budget;

	constructor(bytes: Uint8Array, budget: Budget) {
		this.bytes = bytes;
		this.budget = budget;
	}

	/** The value at this place, `at` just behind it. A keyword inside a dictionary or an array ends neither: readers go on. */
	valueAt(place: number): Value {
		this.at = place;
		const frames: Frame[] = [];
		while (!this.gaveUp) {
			const start = this.at;
			const value = this.next(frames);
			this.budget.left -= this.at - start + 1;
			if (this.budget.left < 0) this.gaveUp = true;
			if (value === OPENED) continue;
			const frame = frames.at(-1);
			if (!frame) return value === ENDED ? null : value;
			if (value !== ENDED) frame.values.push(value);
			else if (this.at >= this.bytes.length) return allClosed(frames);
		}
		return null;
	}

	/** Whether this keyword stands next, behind spaces and comments; then `at` is just behind it. */
	takes(keyword: string): boolean {
		this.skipSpace();
		if (!isAt(this.bytes, this.at, keyword)) return false;
		this.at += keyword.length;
		return true;
	}

	/** One step: a value, a frame opened, or ENDED where nothing more can be read or a keyword stands. */
	private next(frames: Frame[]): Value | typeof OPENED | typeof ENDED {
		this.skipSpace();
		const { bytes } = this;
		const byte = bytes[this.at];
		switch (byte) {
			case undefined:
				return ENDED;
			case 0x2f: // "/"
				return { name: this.name() };
			case 0x28: // "("
				return this.string();
			case 0x5b: // "["
				this.at++;
				return this.open(frames, false);
			case 0x3c: // "<"
				if (bytes[this.at + 1] !== 0x3c) return this.hexadecimal();
				this.at += 2;
				return this.open(frames, true);
			case 0x5d: // "]"
				this.at++;
				return this.close(frames);
			case 0x3e: // ">"
				this.at += bytes[this.at + 1] === 0x3e ? 2 : 1;
				return this.close(frames);
			case 0x29: // ")"
			case 0x7b: // "{"
			case 0x7d: // "}"
				this.at++;
				return ENDED;
		}
		return this.word(frames);
	}

	private open(frames: Frame[], isDictionary: boolean): typeof OPENED {
		if (frames.length >= MAX_DEPTH) this.gaveUp = true;
		else frames.push({ values: [], isDictionary });
		return OPENED;
	}

	/** A bracket of either kind ends what stands open: where they do not match, the file is damaged and readers differ. */
	private close(frames: Frame[]): Value | typeof ENDED {
		const frame = frames.pop();
		return frame ? closed(frame) : ENDED;
	}

	private word(frames: Frame[]): Value | typeof ENDED {
		const { bytes } = this;
		const start = this.at;
		while (this.at < bytes.length && isRegular(bytes[this.at] as number)) this.at++;
		const length = this.at - start;
		const values = frames.at(-1)?.values;
		if (length === 1 && bytes[start] === 0x52 && values) return reference(values) ?? ENDED;
		if (length <= 32 && isNumeric(bytes[start] as number)) {
			const number = numberIn(bytes, start, this.at);
			if (!Number.isNaN(number)) return number;
		}
		return WORDS.some((word) => word.length === length && isAt(bytes, start, word)) ? null : ENDED;
	}

	private name(): string {
		const { bytes } = this;
		let name = "";
		this.at++;
		while (this.at < bytes.length && isRegular(bytes[this.at] as number)) {
			let byte = bytes[this.at++] as number;
			const escaped = byte === 0x23 ? hexPair(bytes, this.at) : -1;
			if (escaped >= 0) {
				byte = escaped;
				this.at += 2;
			}
			if (name.length < MAX_NAME) name += String.fromCharCode(byte);
		}
		return name;
	}

	private string(): null {
		const { bytes } = this;
		let depth = 0;
		do {
			const byte = bytes[this.at++];
			if (byte === 0x5c) this.at++;
			else if (byte === 0x28) depth++;
			else if (byte === 0x29) depth--;
		} while (depth > 0 && this.at < bytes.length);
		this.at = Math.min(this.at, bytes.length);
		return null;
	}

	private hexadecimal(): null {
		const end = this.bytes.indexOf(0x3e, this.at);
		this.at = end < 0 ? this.bytes.length : end + 1;
		return null;
	}

	private skipSpace(): void {
		const { bytes } = this;
		while (this.at < bytes.length) {
			const byte = bytes[this.at] as number;
			if (byte === 0x25) while (this.at < bytes.length && !isLineEnd(bytes[this.at] as number)) this.at++;
			else if (isSpace(byte)) this.at++;
			else return;
		}
	}
}

/** What stands open where the bytes end, each within the one before. */
const allClosed = (frames: Frame[]): Value =>
	frames.reduceRight<Value | undefined>((inner, frame) => {
		if (inner !== undefined) frame.values.push(inner);
		return closed(frame);
	}, undefined) ?? null;

/** Every other word is a keyword. */
const WORDS = ["null", "true", "false"];

const OPENED = Symbol("opened");
const ENDED = Symbol("ended");

const closed = ({ values, isDictionary }: Frame): Value[] | Dictionary => (isDictionary ? { content: values } : values);

/** NaN where it is none. Most are plain digits, and a file has millions of them. */
function numberIn(bytes: Uint8Array, from: number, to: number): number {
	let number = 0;
	for (let at = from; at < to; at++) {
		if (!isDigit(bytes[at])) return Number(latin(bytes, from, to));
		number = number * 10 + ((bytes[at] as number) - 0x30);
	}
	return number;
}

/** "12 0 R": the two numbers before it are no values of their own. */
function reference(values: Value[]): Value | null {
	const [number, generation] = values.slice(-2);
	if (!Number.isInteger(number) || !Number.isInteger(generation)) return null;
	values.length -= 2;
	return { to: number as number };
}

export const isSpace = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d && byte !== 0x0b) || byte === 0;
const isLineEnd = (byte: number) => byte === 0x0a || byte === 0x0d;
const isNumeric = (byte: number) => (byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e;
export const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;

const DELIMITERS = new Set([..."()<>[]{}/%"].map((character) => character.charCodeAt(0)));
const isRegular = (byte: number) => !isSpace(byte) && !DELIMITERS.has(byte);

const latin = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));

/** Whether these letters stand there. */
export function isAt(bytes: Uint8Array, at: number, letters: string): boolean {
	for (let index = 0; index < letters.length; index++) {
		if (bytes[at + index] !== letters.charCodeAt(index)) return false;
	}
	return true;
}

/** The byte that two hexadecimal digits write; -1 where they are none. */
function hexPair(bytes: Uint8Array, at: number): number {
	const pair = latin(bytes, at, at + 2);
	return /^[0-9a-f]{2}$/i.test(pair) ? Number.parseInt(pair, 16) : -1;
}
