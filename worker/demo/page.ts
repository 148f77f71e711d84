import type { Ask } from "../http/ask.ts";
import { drawn, sheet } from "../page/page.ts";
import { demonstration } from "./demo.ts";

/** Lets a visitor choose whom to be. */
export async function demoPage(context: Ask): Promise<Response> {
	return drawn(context, sheet, "Démonstration", { page: "demo", demo: await demonstration(context.env) });
}
