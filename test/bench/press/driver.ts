import { isFailure } from "../../../shared/failure.ts";
import type { Acts } from "../../../shared/version/acts.ts";
import type Press from "../../../worker/press/index.ts";

/** Asks the press for a version without files, and reads its PDF to the end. */
export default {
	async fetch(request: Request, env: { PRESS: Service<typeof Press> }): Promise<Response> {
		const acts = JSON.parse(request.headers.get("acts") ?? "") as Acts;
		const pressed = await env.PRESS.press(new Uint8Array(await request.arrayBuffer()), acts, noFile);
		if (isFailure(pressed)) return Response.json(pressed, { status: 422 });
		const { byteLength } = await new Response(pressed.pdf).arrayBuffer();
		return Response.json({ pages: pressed.pages, bytes: byteLength });
	},
};

async function noFile(): Promise<never> {
	throw new Error("these versions have no files");
}
