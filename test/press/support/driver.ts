import { isFailure } from "../../../shared/failure.ts";
import type { Acts } from "../../../shared/version/acts.ts";
import { refusesToRender, render } from "../../../worker/versions/press.ts";

/** The main Worker as far as the press goes: a store of files, and the client of the press under test. */
export default {
	async fetch(request: Request, env: Env): Promise<Response> {
		const bytes = new Uint8Array(await request.arrayBuffer());
		if (request.method === "PUT") {
			await env.FILES.put(new URL(request.url).pathname.slice(1), bytes);
			return new Response(null, { status: 204 });
		}
		const acts = JSON.parse(request.headers.get("acts") ?? "") as Acts;
		if (request.method === "PATCH") return Response.json(await refusesToRender(env, bytes, acts));
		const pressed = await render(env, bytes, acts);
		if (isFailure(pressed)) return Response.json(pressed, { status: 422 });
		// As a job will: the store takes a stream whose length it knows, and none that breaks.
		const { readable, writable } = new FixedLengthStream(pressed.bytes);
		const key = crypto.randomUUID();
		try {
			await Promise.all([pressed.pdf.pipeTo(writable), env.FILES.put(key, readable)]);
		} catch (error) {
			return new Response(`${error}, stored: ${(await env.FILES.head(key)) !== null}`, { status: 500 });
		}
		const stored = await env.FILES.get(key);
		return new Response(stored?.body, { headers: { pages: String(pressed.pages) } });
	},
} satisfies ExportedHandler<Env>;
