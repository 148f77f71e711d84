import app from "./app.ts";
import { keepHouse } from "./nightly/house.ts";

export { Room } from "./room/room.ts";

/** What the runtime calls: requests go to the routes (app.ts), and every night the house is kept (crons of wrangler.toml). */
export default {
	fetch: app.fetch,
	scheduled: ({ scheduledTime }, env) => keepHouse(env, new Date(scheduledTime)),
} satisfies ExportedHandler<Env>;
