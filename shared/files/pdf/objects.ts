import { Inflate } from "fflate";
import { type Budget, isAt, isDigit, isSpace, Lexer } from "./lexer.ts";
import { allBehind, behind, type Dictionary, isDictionary, isName, type Value } from "./value.ts";

/** An object or a trailer, wherever it stands in a file. */
export interface Found {
	/** null of a trailer, and of an object whose number is written in a way that only some readers understand. */
	number: number | null;
	isTrailer: boolean;
	value: Value;
}

/** Honest object streams hold some hundred kilobytes; the largest file that is taken, some tens of megabytes of them. */
const MAX_STREAM_BYTES = 16_000_000;
const MAX_INFLATED_BYTES = 64_000_000;

/** How often a byte may be looked at, on average. */
const LOOKS = 3;

/**
 * Every object and trailer of a PDF, in the order in which they stand: those of every revision, listed or not, in compressed
 * objects, inside comments and other streams too, because a table of the file may lead a reader to any of them. Whatever a reader
 * can reach is thereby among them. Ends with "obscure" where reading them all would cost too much, or cannot be done.
 */
export function* objectsIn(bytes: Uint8Array): Generator<Found, "whole" | "obscure"> {
	const allowance = { looks: { left: LOOKS * bytes.length + 65_536 }, inflated: { left: MAX_INFLATED_BYTES } };
	const lexer = new Lexer(bytes, allowance.looks);
	for (const { at, ...beginning } of beginningsIn(bytes)) {
		const value = lexer.valueAt(at);
		if (lexer.gaveUp) return "obscure";
		yield { ...beginning, value };
		if (!isDictionary(value) || !holdsObjects(value) || !lexer.takes("stream")) continue;
		const held = heldIn(bytes, value, dataFrom(bytes, lexer.at), allowance);
		if (held === null) return "obscure";
		if ((yield* compressedIn(held, value, allowance.looks)) === "obscure") return "obscure";
	}
	return "whole";
}

/** What the reading of one file may cost. */
interface Allowance {
	looks: Budget;
	/** Bytes that its object streams may inflate to. */
	inflated: Budget;
}

interface Beginning extends Omit<Found, "value"> {
	/** Where its value stands. */
	at: number;
}

/** Every place where "obj" or "trailer" stands, in order. */
function* beginningsIn(bytes: Uint8Array): Generator<Beginning> {
	let object = bytes.indexOf(0x6f); // "o"
	let trailer = nextTrailer(bytes, 0);
	while (object >= 0 || trailer >= 0) {
		if (trailer >= 0 && (object < 0 || trailer < object)) {
			yield { number: null, isTrailer: true, at: trailer + TRAILER.length };
			trailer = nextTrailer(bytes, trailer + 1);
			continue;
		}
		if (isAt(bytes, object, "obj") && !isAt(bytes, object - 3, "end")) {
			yield { number: numberBefore(bytes, object), isTrailer: false, at: object + 3 };
		}
		object = bytes.indexOf(0x6f, object + 1);
	}
}

const TRAILER = "trailer";

function nextTrailer(bytes: Uint8Array, from: number): number {
	let at = bytes.indexOf(0x74, from); // "t"
	while (at >= 0 && !isAt(bytes, at, TRAILER)) at = bytes.indexOf(0x74, at + 1);
	return at;
}

/** No object has a greater one (ISO 32000-1, annex C). */
export const MAX_NUMBER = 8_388_607;

/** Whether an object may have it. */
export const isNumber = (value: number) => Number.isInteger(value) && value >= 0 && value <= MAX_NUMBER;

/** How far before "obj" its numbers may begin. */
const MAX_HEAD = 64;

/** The first of the two numbers before "obj"; null where there are none, or a comment stands between them. */
function numberBefore(bytes: Uint8Array, at: number): number | null {
	const least = Math.max(0, at - MAX_HEAD);
	const generation = runBefore(bytes, at, least);
	if (generation === null) return null;
	const number = runBefore(bytes, generation.from, least);
	if (number === null || number.to === generation.from) return null;
	const value = Number(String.fromCharCode(...bytes.subarray(number.from, number.to)));
	return isNumber(value) ? value : null;
}

/** The digits that end here, spaces behind them passed over. */
function runBefore(bytes: Uint8Array, at: number, least: number): { from: number; to: number } | null {
	let to = at;
	while (to > least && isSpace(bytes[to - 1] as number)) to--;
	let from = to;
	while (from > least && isDigit(bytes[from - 1])) from--;
	return from < to ? { from, to } : null;
}

/** Readers are led to an object stream by a table, and need these two keys alone. */
const holdsObjects = ({ content }: Dictionary): boolean =>
	["First", "N"].every((key) => content.some((entry) => isName(entry) && entry.name === key));

/** Data begins behind the end of the line. */
function dataFrom(bytes: Uint8Array, at: number): number {
	if (bytes[at] === 0x0d) return bytes[at + 1] === 0x0a ? at + 2 : at + 1;
	return bytes[at] === 0x0a ? at + 1 : at;
}

/**
 * The bytes of an object stream, as a reader has them before it; null where they cannot be had, or would be too many. Every
 * program that writes object streams writes them plain or deflated: any other filter only hides them.
 */
function heldIn(bytes: Uint8Array, dictionary: Dictionary, from: number, allowance: Allowance): Uint8Array | null {
	if (["First", "N", "Filter"].some((key) => allBehind(dictionary, key).length > 1)) return null;
	if (!Number.isInteger(behind(dictionary, "First")) || !Number.isInteger(behind(dictionary, "N"))) return null;
	if (hasPredictor(dictionary) || behind(dictionary, "F") !== undefined) return null;
	const filter = behind(dictionary, "Filter") ?? [];
	const filters = (Array.isArray(filter) ? filter : [filter]).map((each) => (isName(each) ? each.name : ""));
	const end = endOfStream(bytes, from);
	allowance.looks.left -= end - from;
	// Its length may be a lie: a plain stream is read as far as its own table leads.
	if (filters.length === 0) return bytes.subarray(from);
	if (filters.length > 1 || !/^Fl(?:ateDecode)?$/.test(filters[0] ?? "")) return null;
	const held = inflate(bytes.subarray(from, end), allowance.inflated);
	allowance.looks.left += LOOKS * (held?.length ?? 0);
	return held;
}

function hasPredictor(dictionary: Dictionary): boolean {
	return ["DecodeParms", "DP"].some((key) => {
		const value = behind(dictionary, key) ?? null;
		if (value === null) return false;
		const parameters = Array.isArray(value) ? value : [value];
		return !parameters.every(
			(each) => each === null || (isDictionary(each) && allBehind(each, "Predictor").length === 0),
		);
	});
}

function endOfStream(bytes: Uint8Array, from: number): number {
	let at = bytes.indexOf(0x65, from); // "e"
	while (at >= 0 && !isAt(bytes, at, "endstream")) at = bytes.indexOf(0x65, at + 1);
	return at < 0 ? bytes.length : at;
}

/** So small that no step makes more than some megabytes: deflate packs a thousand bytes into one. */
const STEP_BYTES = 4_096;
const ZLIB_HEADER_BYTES = 2;

/** null where the data is cut short or wrong, or inflates beyond what is left. */
function inflate(data: Uint8Array, inflated: Budget): Uint8Array | null {
	const [method = 0, flags = 0] = data;
	if ((method & 15) !== 8 || ((method << 8) | flags) % 31 !== 0 || (flags & 32) !== 0) return null;
	const pieces: Uint8Array[] = [];
	let length = 0;
	const stream = new Inflate((piece) => {
		pieces.push(piece);
		length += piece.length;
		inflated.left -= piece.length;
	});
	try {
		for (let at = ZLIB_HEADER_BYTES; at < data.length; at += STEP_BYTES) {
			const next = at + STEP_BYTES;
			stream.push(data.subarray(at, next), next >= data.length);
			if (length > MAX_STREAM_BYTES || inflated.left < 0) return null;
		}
	} catch {
		return null;
	}
	return joined(pieces, length);
}

function joined(pieces: Uint8Array[], length: number): Uint8Array {
	const whole = new Uint8Array(length);
	let at = 0;
	for (const piece of pieces) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole;
}

/** The objects that an object stream holds (ISO 32000-1, 7.5.7): pairs of number and place, then the values. */
function* compressedIn(held: Uint8Array, dictionary: Dictionary, looks: Budget): Generator<Found, "whole" | "obscure"> {
	const lexer = new Lexer(held, looks);
	const first = behind(dictionary, "First") as number;
	const count = behind(dictionary, "N") as number;
	let place = 0;
	for (let index = 0; index < count && place < held.length; index++) {
		const number = lexer.valueAt(place);
		const offset = lexer.valueAt(lexer.at);
		place = lexer.at;
		if (typeof number !== "number" || typeof offset !== "number") return "obscure";
		const value = lexer.valueAt(Math.max(0, first + offset));
		if (lexer.gaveUp) return "obscure";
		yield { number: isNumber(number) ? number : null, isTrailer: false, value };
	}
	return "whole";
}
