/** What a deployment gives the Worker: see wrangler.toml, and the README for the secret. */
interface Env {
	DB: D1Database;
	/** Attached files and logos, each under the SHA-256 of its bytes. */
	FILES: R2Bucket;
	ASSETS: Fetcher;
	ROOM: DurableObjectNamespace<import("./room/room.ts").Room>;
	/** Lays versions out as PDF. */
	PRESS: Service<typeof import("./press/index.ts").default>;
	/** "eu" keeps every room in the European Union; "none" on a machine where workerd runs alone. */
	ROOM_JURISDICTION: string;
	/** Where people find this deployment: "https://copacte.fr". Links in mails lead there, whatever a request says. */
	PUBLIC_URL: string;
	/** Signs session cookies; at least 32 characters. */
	SESSION_SECRET: string;
	/** How mails leave. */
	MAIL: "cloudflare" | "smtp" | "outbox";
	/** The address mails come from. */
	MAIL_FROM: string;
	/** With MAIL = "cloudflare". */
	EMAIL?: SendEmail;
	/** With MAIL = "smtp"; a secret. */
	SMTP_URL?: string;
	/** ProConnect, where the deployment is registered with it: all three, or no button. The last is a secret. */
	PROCONNECT_ISSUER?: string;
	PROCONNECT_CLIENT_ID?: string;
	PROCONNECT_CLIENT_SECRET?: string;
	/** "yes" only where a demonstration is wanted: visitors may become its people. */
	DEMO?: string;
}

declare namespace Cloudflare {
	interface Env {
		DB: D1Database;
		FILES: R2Bucket;
		ROOM: DurableObjectNamespace<import("./room/room.ts").Room>;
	}
}
