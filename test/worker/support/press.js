import { WorkerEntrypoint } from "cloudflare:workers";
import { createHash } from "node:crypto";

/** Answers as the press does (worker/press/index.ts): the same version and acts give the same bytes. */
export default class Press extends WorkerEntrypoint {
	async press(canonical, acts) {
		const digest = createHash("sha256").update(canonical).digest("hex");
		const pdf = new TextEncoder().encode(`%PDF-1.7\n% ${digest}\n% ${JSON.stringify(acts)}\n%%EOF\n`);
		return { pages: 1, bytes: pdf.byteLength, pdf: streamOf(pdf) };
	}

	async refuses() {
		return null;
	}
}

const streamOf = (bytes) =>
	new ReadableStream({
		type: "bytes",
		start(controller) {
			controller.enqueue(bytes);
			controller.close();
		},
	});
