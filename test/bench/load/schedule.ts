import type { Socket } from "./socket.ts";

/** One frame and when it is due, in milliseconds after the start. */
export interface Due {
	at: number;
	socket: Socket;
	frame: Uint8Array;
}

/** Node's timers wake up to a millisecond late; the last stretch before a frame is due is waited out. */
const TIMER_SLACK_MS = 1.2;

/**
 * Sends every frame when it is due, whatever the server does meanwhile: an open loop. When this process falls behind, what
 * is overdue leaves at once, and its lateness counts as latency.
 */
export async function sendWhenDue(schedule: Due[], start: number): Promise<void> {
	let next = 0;
	for (let due = schedule[0]; due !== undefined; due = schedule[next]) {
		await until(start + due.at);
		next = sendOverdue(schedule, next, performance.now() - start);
	}
}

/** Returns the first that is not due yet. */
function sendOverdue(schedule: Due[], from: number, now: number): number {
	const busy = new Set<Socket>();
	let next = from;
	for (let due = schedule[next]; due !== undefined && due.at <= now; due = schedule[++next]) {
		if (!busy.has(due.socket)) {
			due.socket.cork();
			busy.add(due.socket);
		}
		due.socket.sendFrame(due.frame);
	}
	for (const socket of busy) socket.uncork();
	return next;
}

function until(at: number): Promise<void> {
	return new Promise((resolve) => {
		const check = () => {
			const left = at - performance.now();
			if (left <= 0) resolve();
			else if (left <= TIMER_SLACK_MS) setImmediate(check);
			else setTimeout(check, left - TIMER_SLACK_MS);
		};
		check();
	});
}
