import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";

const TWO_YEARS_SECONDS = 63_072_000;

const policy = secureHeaders({
	contentSecurityPolicy: {
		defaultSrc: ["'self'"],
		imgSrc: ["'self'", "data:"],
		// Editors place carets and columns with style attributes; no script may be inline.
		styleSrc: ["'self'", "'unsafe-inline'"],
		objectSrc: ["'none'"],
		baseUri: ["'none'"],
		frameAncestors: ["'none'"],
		formAction: ["'self'"],
	},
	permissionsPolicy: {
		accelerometer: [],
		bluetooth: [],
		camera: [],
		displayCapture: [],
		geolocation: [],
		gyroscope: [],
		hid: [],
		magnetometer: [],
		microphone: [],
		midi: [],
		payment: [],
		publickeyCredentialsGet: ["self"],
		serial: [],
		usb: [],
	},
	// A browser must not be told over plain HTTP (RFC 6797, 7.2).
	strictTransportSecurity: false,
	referrerPolicy: "same-origin",
	xFrameOptions: "DENY",
});

/**
 * What every answer of the Worker says to browsers: what its page may load and who may frame it (nobody), that other
 * sites may neither read nor embed it, and that nobody keeps it unless it says so. Files under /assets never reach the
 * Worker: web/public/_headers speaks for them.
 */
export const setsSecurityHeaders = createMiddleware(async (context, next) => {
	await policy(context, async () => {
		await next();
	});
	const { headers } = context.res;
	if (new URL(context.req.url).protocol === "https:") {
		headers.set("strict-transport-security", `max-age=${TWO_YEARS_SECONDS}; includeSubDomains`);
	}
	// The back button of a shared computer must not show what was read before.
	if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
});
