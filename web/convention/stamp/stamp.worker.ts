import { readStamp, type Stamp } from "../../../shared/version/stamp.ts";
import { textOfPages } from "./pages.ts";

export interface Answer {
	stamp: Stamp;
}

self.onmessage = async ({ data }: MessageEvent<Uint8Array>) => {
	const answer: Answer = { stamp: readStamp(await textOfPages(data)) };
	self.postMessage(answer);
};

// What cannot be read is an error of this thread, so that the page hears of it.
self.onunhandledrejection = (event) => {
	throw event.reason;
};
