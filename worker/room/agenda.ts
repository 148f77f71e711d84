/** What a room does later. */
export type Job = "fold" | "list" | "archive" | "print" | "post" | "remind";

/** What does each: it may be done twice, and finds out itself when there is nothing to do. Throws when it has to be tried again. */
export type Jobs = Record<Job, () => void | Promise<void>>;

/** What puts a job on the agenda: something was written, or the last person has left. */
export interface Follower {
	written(): void;
	emptied(): void;
}

/** What is due so soon after is done along: each ringing may have to wake the room. */
const TOGETHER_MS = 1_000;
/** A job that failed is tried again after so long, then after twice as long, and so on … */
const AGAIN_AFTER_MS = 60_000;
/** … but at least so often: it is never given up. */
const AGAIN_AT_LATEST_MS = 3_600_000;

type Row = { job: string; due: number; tries: number };

/**
 * Everything that a room does later, on disk, over the one alarm that a Durable Object has: it outlives the object, the
 * process and the machine. A job stays on it until it was done, so that one which was cut off is done again.
 */
export class Agenda {
	readonly #storage: DurableObjectStorage;
	readonly #jobs: Jobs;
	readonly #report: (what: string, error: unknown) => void;
	/** When each is due, as on disk; null until that is read. */
	#rows: Map<Job, number> | null = null;
	/** The jobs that are being done, and when each is due again: never, unless it is asked for meanwhile. */
	readonly #doing = new Map<Job, number>();
	#isRinging = false;

	constructor(storage: DurableObjectStorage, jobs: Jobs, report: (what: string, error: unknown) => void) {
		this.#storage = storage;
		this.#jobs = jobs;
		this.#report = report;
	}

	/** Sees to it that the job is done within so many milliseconds; never puts off what is due before. */
	within(job: Job, milliseconds: number): void {
		const due = Date.now() + milliseconds;
		const again = this.#doing.get(job);
		if (again !== undefined) this.#doing.set(job, Math.min(again, due));
		else if ((this.#read().get(job) ?? NEVER) > due) this.#set(job, due);
	}

	/** Is the job to be done? */
	has(job: Job): boolean {
		return this.#read().has(job);
	}

	/** Does the job now, whether it is due or not, and takes it off; one that fails is due again later. */
	async do(job: Job): Promise<void> {
		if (this.#doing.has(job)) return this.within(job, 0);
		this.#doing.set(job, NEVER);
		const isDone = await this.#try(job);
		const again = this.#doing.get(job) ?? NEVER;
		this.#doing.delete(job);
		if (!isDone) this.#postpone(job);
		else if (again < NEVER) this.#set(job, again);
		else this.#strike(job);
	}

	/**
	 * The alarm has rung: does what is due. The first is, whatever the clock says. The alarm is set for the next ones at the end:
	 * a runtime rings again where it was cut off before.
	 */
	async ring(): Promise<void> {
		this.#isRinging = true;
		try {
			const rows = this.#read();
			const until = Math.max(Date.now(), Math.min(...rows.values())) + TOGETHER_MS;
			const due = [...rows].filter(([, at]) => at <= until).map(([job]) => job);
			for (const job of due) await this.do(job);
		} finally {
			this.#isRinging = false;
			this.#wind();
		}
	}

	/** For a room that is about to be erased. */
	async forget(): Promise<void> {
		this.#rows = null;
		await this.#storage.deleteAlarm();
	}

	async #try(job: Job): Promise<boolean> {
		try {
			await this.#jobs[job]();
			return true;
		} catch (error) {
			this.#report(`could not do what was due (${job})`, error);
			return false;
		}
	}

	#postpone(job: Job): void {
		const { sql } = this.#storage;
		const [row] = sql.exec<Row>("SELECT * FROM agenda WHERE job = ?", job).toArray();
		const tries = (row?.tries ?? 0) + 1;
		this.#set(job, Date.now() + Math.min(AGAIN_AFTER_MS * 2 ** (tries - 1), AGAIN_AT_LATEST_MS), tries);
	}

	#set(job: Job, due: number, tries = 0): void {
		this.#storage.sql.exec("INSERT OR REPLACE INTO agenda (job, due, tries) VALUES (?, ?, ?)", job, due, tries);
		this.#read().set(job, due);
		this.#wind();
	}

	#strike(job: Job): void {
		if (!this.#read().delete(job)) return;
		this.#storage.sql.exec("DELETE FROM agenda WHERE job = ?", job);
		this.#wind();
	}

	#read(): Map<Job, number> {
		if (this.#rows) return this.#rows;
		const rows = this.#storage.sql.exec<Row>("SELECT * FROM agenda ORDER BY due").toArray();
		this.#rows = new Map(rows.map(({ job, due }) => [job as Job, due]));
		// An alarm may be lost: the runtime gives one up that failed six times.
		if (rows.length > 0) this.#wind();
		return this.#rows;
	}

	/** Sets the alarm to the first, with the rows in one write: nothing is awaited in between. */
	#wind(): void {
		if (this.#isRinging) return;
		const first = Math.min(...this.#read().values());
		void (first < NEVER ? this.#storage.setAlarm(first) : this.#storage.deleteAlarm());
	}
}

const NEVER = Number.POSITIVE_INFINITY;
