import { useEffect, useRef, useState } from "react";
import type { AttachedFile } from "../../../shared/convention/state.ts";
import { MAX_FILE_BYTES, shownBytes } from "../../../shared/files/limits.ts";
import { lighter } from "../../files/lighter.ts";
import { sendFile } from "../../files/upload.ts";

/** A file on its way to an annexe, or one that was turned back. */
export interface Upload {
	key: number;
	name: string;
	/** Which share of it has gone, 0 to 1; null while it waits. */
	share: number | null;
	/** Why it was turned back; "" while it was not. */
	refusal: string;
	/** Calls it back, or forgets it. */
	close: () => void;
}

let keys = 0;

/** Sends files to an annexe one after the other, so that they stand there in the order they were chosen in. */
export function useUploads(path: string, onAttached: (file: AttachedFile, note: string) => void) {
	const [uploads, setUploads] = useState<Upload[]>([]);
	const queue = useRef(Promise.resolve());
	const change = (key: number, news: Partial<Upload>) =>
		setUploads((all) => all.map((each) => (each.key === key ? { ...each, ...news } : each)));
	const forget = (key: number) => setUploads((all) => all.filter((each) => each.key !== key));

	const send = async (key: number, file: File, signal: AbortSignal) => {
		if (signal.aborted) return;
		change(key, { share: 0 });
		const { body, note } = await lighter(file);
		if (body.size > MAX_FILE_BYTES) return change(key, { refusal: tooHeavy(file.name, body.size) });
		if (signal.aborted) return;
		const address = `${path}?${new URLSearchParams({ name: file.name })}`;
		const sent = await sendFile("POST", address, body, signal, (share) => change(key, { share }));
		if (sent && "problem" in sent) return change(key, { refusal: sent.problem.message });
		forget(key);
		if (sent) onAttached(sent.answer as AttachedFile, note);
	};

	const add = (files: File[]) => {
		for (const file of files) {
			const key = keys++;
			const back = new AbortController();
			const close = () => {
				back.abort();
				forget(key);
			};
			setUploads((all) => [...all, { key, name: file.name, share: null, refusal: "", close }]);
			queue.current = queue.current.then(() => send(key, file, back.signal));
		}
	};

	useStayWhile(uploads.some(({ refusal }) => refusal === ""));
	return { uploads, add };
}

function tooHeavy(name: string, bytes: number): string {
	const [most, own] = [MAX_FILE_BYTES, bytes].map(shownBytes);
	return `« ${name} » pèse ${own} : ${most} au plus. Réduisez-le, puis joignez-le.`;
}

/** The browser asks before it closes a page that is sending. */
function useStayWhile(sending: boolean) {
	useEffect(() => {
		if (!sending) return;
		const warn = (event: BeforeUnloadEvent) => event.preventDefault();
		window.addEventListener("beforeunload", warn);
		return () => window.removeEventListener("beforeunload", warn);
	}, [sending]);
}
