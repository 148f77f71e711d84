import type { FailureCode } from "../../failure.ts";
import { type Found, isNumber, MAX_NUMBER } from "./objects.ts";
import { allBehind, isDictionary, isName, isReference, nameOf, type Value } from "./value.ts";

/** What makes a document do something, or carry something, beside being read. */
export type Activity = Extract<FailureCode, "pdfScript" | "pdfAction" | "pdfAttachment" | "pdfForm" | "pdfMedia">;

/** Keys that only what acts or carries has. */
const KEYS = new Map<string, Activity>([
	["JS", "pdfScript"],
	["JavaScript", "pdfScript"],
	["EmbeddedFiles", "pdfAttachment"],
	["EF", "pdfAttachment"],
	["XFA", "pdfForm"],
	["RichMediaContent", "pdfMedia"],
	["RichMediaSettings", "pdfMedia"],
]);

/** Kinds of actions, annotations and streams, by the name that says the kind. */
const KINDS = new Map<string, Activity>([
	["JavaScript", "pdfScript"],
	["Launch", "pdfAction"],
	["SubmitForm", "pdfAction"],
	["ImportData", "pdfAction"],
	["GoToE", "pdfAttachment"],
	["EmbeddedFile", "pdfAttachment"],
	["FileAttachment", "pdfAttachment"],
	["RichMedia", "pdfMedia"],
	["RichMediaExecute", "pdfMedia"],
	["Rendition", "pdfMedia"],
	["Movie", "pdfMedia"],
	["Sound", "pdfMedia"],
	["Screen", "pdfMedia"],
	["3D", "pdfMedia"],
]);

/** Actions that harm nobody who chooses them, but which no document may take by itself; going to a page of its own is none. */
const CHOSEN = new Set(["URI", "GoToR", "Named", "Hide", "SetOCGState", "ResetForm", "Thread", "Trans", "GoTo3DView"]);

/** Events on which an entry of /AA acts (ISO 32000-1, 12.6.3). */
const EVENTS = new Set("E X D U Fo Bl PO PC PV PI O C K F V WC WS DS WP DP".split(" "));

const MAX_AWAITED = 100_000;

/**
 * Looks for what acts in the objects of a document, given one after the other in any order. An object may be met long before
 * what leads to it, so `found` is whole only after the last.
 */
export class ActivityWatch {
	private first: Activity | null = null;
	private readonly opened = new Set<number>();
	private readonly triggered = new Set<number>();
	private readonly actions = new NumberSet();
	private readonly triggers = new NumberSet();

	see({ number, value }: Found): void {
		if (number !== null) {
			if (isAction(value)) this.actions.add(number);
			if (isTrigger(value)) this.triggers.add(number);
		}
		// A kind may stand in an object of its own.
		if (isName(value)) this.note(KINDS.get(value.name));
		this.look(value);
	}

	/** A script, else the first activity that was met; null where the document is only there to be read. */
	get found(): Activity | null {
		if (this.first) return this.first;
		const acts =
			[...this.opened].some((number) => this.actions.has(number)) ||
			[...this.triggered].some((number) => this.triggers.has(number));
		return acts ? "pdfAction" : null;
	}

	/** Nesting is bounded by the lexer. */
	private look(value: Value): void {
		if (Array.isArray(value)) for (const each of value) this.look(each);
		if (!isDictionary(value)) return;
		const { content } = value;
		for (let at = 0; at < content.length; at++) {
			const entry = content[at] as Value;
			const next = content[at + 1];
			if (!isName(entry)) this.look(entry);
			else if (next !== undefined) this.lookAt(entry.name, next);
		}
	}

	private lookAt(key: string, value: Value): void {
		this.note(KEYS.get(key));
		if (isName(value) && (key === "S" || key === "Subtype" || key === "Type")) this.note(KINDS.get(value.name));
		if (key === "OpenAction") {
			if (isReference(value)) this.leadTo(this.opened, value.to);
			else if (isAction(value)) this.note("pdfAction");
		}
		if (key === "AA") {
			if (isReference(value)) this.leadTo(this.triggered, value.to);
			else if (isTrigger(value)) this.note("pdfAction");
		}
	}

	/** What leads to more objects than a document could have is there to hide one. */
	private leadTo(numbers: Set<number>, number: number): void {
		if (numbers.size < MAX_AWAITED) numbers.add(number);
		else this.note("pdfAction");
	}

	private note(activity: Activity | undefined): void {
		// Of an action that is a script, the script is what to name.
		if (activity === "pdfScript") this.first = activity;
		else if (activity) this.first ??= activity;
	}
}

const isAction = (value: Value): boolean =>
	isDictionary(value) && allBehind(value, "S").some((each) => isName(each) && CHOSEN.has(each.name));

/** A resource may be called AA as well: what has a type of its own is no set of events. */
const isTrigger = (value: Value): boolean =>
	isDictionary(value) &&
	nameOf(value, "Type") === null &&
	value.content.some((entry, at) => isName(entry) && EVENTS.has(entry.name) && at + 1 < value.content.length);

/** Numbers of objects, in a megabyte however many. */
class NumberSet {
	private readonly bits = new Uint8Array((MAX_NUMBER >> 3) + 1);

	add(number: number): void {
		if (isNumber(number)) this.bits[number >> 3] = (this.bits[number >> 3] ?? 0) | (1 << (number & 7));
	}

	has(number: number): boolean {
		return isNumber(number) && ((this.bits[number >> 3] ?? 0) & (1 << (number & 7))) !== 0;
	}
}
