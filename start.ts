import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Starts Copacte on this machine as a demonstration, on http://localhost:8787 (`PORT` changes it), its data under
 * `.wrangler/` (`PERSIST_TO` changes it). Stop it with Ctrl-C and start it again: nothing is lost.
 */
const port = process.env.PORT ?? "8787";
const persistTo = process.env.PERSIST_TO ?? join(import.meta.dirname, ".wrangler");
const environment = {
	...process.env,
	// Wrangler would ask before it applies a new migration, and look for the outside world.
	CI: "true",
	CLOUDFLARE_CF_FETCH_ENABLED: "false",
	WRANGLER_SEND_METRICS: "false",
};

mkdirSync(persistTo, { recursive: true });
const migrated = spawnSync("wrangler", ["d1", "migrations", "apply", "DB", "--local", "--persist-to", persistTo], {
	cwd: import.meta.dirname,
	env: environment,
	encoding: "utf8",
});
if (migrated.status !== 0) {
	console.error(migrated.stdout, migrated.stderr);
	process.exit(1);
}

const vars = {
	DEMO: "yes",
	ROOM_JURISDICTION: "none",
	PUBLIC_URL: `http://localhost:${port}`,
	MAIL: "outbox",
	SESSION_SECRET: sessionSecret(),
};
const server = spawn(
	"wrangler",
	[
		"dev",
		"--port",
		port,
		"--persist-to",
		persistTo,
		"--show-interactive-dev-session=false",
		...Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}:${value}`]),
	],
	{ cwd: import.meta.dirname, env: environment, stdio: ["ignore", "inherit", "inherit"] },
);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => server.kill(signal));
server.on("exit", (code) => process.exit(code ?? 0));
console.log(`Copacte : http://localhost:${port}/demo`);

/** Made once and kept beside the data, so that sessions outlive a restart and no secret stands in the repository. */
function sessionSecret(): string {
	const file = join(persistTo, "session-secret");
	if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600 });
	return readFileSync(file, "utf8").trim();
}
