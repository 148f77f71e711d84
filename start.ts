import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Starts Copacte on this machine as a demonstration, on http://localhost:8787 (`PORT` changes it), its data under
 * `.wrangler/` (`PERSIST_TO` changes it). Stop it with Ctrl-C and start it again: nothing is lost. It needs nobody outside;
 * `SMTP_URL` has mails sent, and `PROCONNECT_*` lets people sign in by a provider of OpenID Connect.
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
migrate();

const vars = {
	DEMO: "yes",
	ROOM_JURISDICTION: "none",
	PUBLIC_URL: `http://localhost:${port}`,
	MAIL: "outbox",
	SESSION_SECRET: sessionSecret(),
	...outside(),
};
const server = spawn(
	"wrangler",
	[
		"dev",
		...workers().flatMap((config) => ["--config", config]),
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

/** The main Worker, and the press: it takes seconds to start, so `PRESS=no` leaves it out where nothing is laid out as a PDF. */
function workers(): string[] {
	return process.env.PRESS === "no" ? ["wrangler.toml"] : ["wrangler.toml", "worker/press/wrangler.toml"];
}

/** Wrangler takes seconds to say that nothing is left to apply: which migrations the data has had is written beside it. */
function migrate(): void {
	const had = join(persistTo, "v3", "d1", "migrations.txt");
	const all = readdirSync(join(import.meta.dirname, "worker/migrations"))
		.sort()
		.join("\n");
	if (existsSync(had) && readFileSync(had, "utf8") === all) return;
	const migrated = spawnSync("wrangler", ["d1", "migrations", "apply", "DB", "--local", "--persist-to", persistTo], {
		cwd: import.meta.dirname,
		env: environment,
		encoding: "utf8",
	});
	if (migrated.status !== 0) {
		console.error(migrated.stdout, migrated.stderr);
		process.exit(1);
	}
	writeFileSync(had, all);
}

/** What the deployment would be told of the world outside, where this start was told of it. */
function outside(): Record<string, string> {
	const names = ["PROCONNECT_ISSUER", "PROCONNECT_CLIENT_ID", "PROCONNECT_CLIENT_SECRET", "SMTP_URL", "MAIL_FROM"];
	const given = names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
	return { ...Object.fromEntries(given), ...(process.env.SMTP_URL ? { MAIL: "smtp" } : {}) };
}

/** Made once and kept beside the data, so that sessions outlive a restart and no secret stands in the repository. */
function sessionSecret(): string {
	const file = join(persistTo, "session-secret");
	if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600 });
	return readFileSync(file, "utf8").trim();
}
