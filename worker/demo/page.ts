import type { Ask } from "../http/ask.ts";
import { around, NEEDS_PROGRAM, sheet } from "../page/page.ts";
import { demonstration } from "./demo.ts";

/** Lets a visitor choose whom to be. */
export async function demoPage(context: Ask): Promise<Response> {
	const demo = await demonstration(context.env);
	return around(context, {
		title: "Démonstration",
		html: sheet("Démonstration", NEEDS_PROGRAM),
		bootstrap: { demo },
	});
}
