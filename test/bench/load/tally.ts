import * as Y from "yjs";
import { Sync } from "../../../shared/room/protocol.ts";
import { type Dialect, decodeSync } from "./dialect.ts";
import type { Typist } from "./typist.ts";

/** Clocks `from` (included) to `to` (excluded) of one writer. */
interface Range {
	writer: Writing;
	from: number;
	to: number;
}

/** One writer of the current phase: its update number `first + k` is due `offset + k * interval` after the phase starts. */
export interface Writing {
	typist: Typist;
	first: number;
	offset: number;
	interval: number;
}

/** Frames are broadcast, so most of those that arrive have just been read for another reader. */
const REMEMBERED_FRAMES = 4_096;

/** What all readers received of all writers: how many updates, and how late each came. */
export class Tally {
	delivered = 0;
	/** Milliseconds from when an update was due to when a reader had it. */
	latencies: number[] = [];
	private start = 0;
	private readonly dialect: Dialect;
	private readonly writers = new Map<number, Writing>();
	private readonly remembered = new Map<string, Range[] | null>();

	constructor(dialect: Dialect) {
		this.dialect = dialect;
	}

	add(writing: Writing): void {
		this.writers.set(writing.typist.clientId, writing);
	}

	/** A new phase starts at this time; what earlier ones still deliver counts no more. */
	restart(start: number): void {
		this.start = start;
		this.delivered = 0;
		this.latencies = [];
	}

	/** A reader that counts into this tally, each update once; `own` is the client id of a reader that writes too. */
	reader(own: number | null): (frame: Buffer) => boolean {
		const seen = new Map<Writing, number>();
		return (frame) => {
			const ranges = this.read(frame);
			if (ranges === null) return false;
			const now = performance.now();
			for (const { writer, from, to } of ranges) {
				if (writer.typist.clientId === own) continue;
				const already = seen.get(writer) ?? 0;
				if (to <= already) continue;
				seen.set(writer, to);
				this.count(writer, Math.max(from, already), to, now);
			}
			return true;
		};
	}

	private count(writer: Writing, from: number, to: number, now: number): void {
		const complete = writer.typist.completeBefore;
		const end = complete[to] as number;
		const begin = Math.max(complete[from] as number, writer.first);
		if (end <= begin) return;
		this.delivered += end - begin;
		for (let update = begin; update < end; update++) {
			this.latencies.push(now - (this.start + writer.offset + (update - writer.first) * writer.interval));
		}
	}

	/** The ranges that an update frame carries; null for every other frame. */
	private read(frame: Buffer): Range[] | null {
		const key = frame.toString("latin1");
		const known = this.remembered.get(key);
		if (known !== undefined) return known;
		if (this.remembered.size >= REMEMBERED_FRAMES) this.remembered.clear();
		const ranges = this.decode(frame);
		this.remembered.set(key, ranges);
		return ranges;
	}

	private decode(frame: Buffer): Range[] | null {
		const message = decodeSync(this.dialect, frame);
		if (message === null || message.kind !== Sync.update) return null;
		const { from, to } = Y.parseUpdateMeta(message.bytes);
		const ranges: Range[] = [];
		for (const [client, end] of to) {
			const writer = this.writers.get(client);
			if (writer) ranges.push({ writer, from: from.get(client) ?? 0, to: end });
		}
		return ranges;
	}
}
