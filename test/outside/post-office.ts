import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** A letter as a server received it. */
export interface Received {
	from: string;
	to: string[];
	/** Byte for byte what stood between DATA and the dot, one character a byte. */
	raw: string;
	user: string;
	secure: boolean;
}

export const USER = "copacte@relay";
export const PASSWORD = "mot de passe : é&+";

/** Servers of every kind that a letter may come by, with their addresses; `letters` is where to ask what they received. */
export async function startPostOffice({ key, cert }: { key: string; cert: string }) {
	const received: Received[] = [];
	const attempts: string[] = [];
	const common: SMTPServerOptions = {
		authMethods: ["PLAIN"],
		disableReverseLookup: true,
		key,
		cert,
		onAuth: ({ username, password }, _session, done) => {
			attempts.push(username ?? "");
			if (username === USER && password === PASSWORD) done(null, { user: username });
			else done(new Error("wrong password"));
		},
		onRcptTo: ({ address }, _session, done) => {
			done(address.startsWith("nobody") ? new Error(`<${address}> has no mailbox here`) : null);
		},
		onData: (stream, { envelope, user, secure }, done) => {
			const chunks: Buffer[] = [];
			stream.on("data", (chunk: Buffer) => chunks.push(chunk));
			stream.on("end", () => {
				const from = envelope.mailFrom === false ? "" : (envelope.mailFrom?.address ?? "");
				const to = envelope.rcptTo.map(({ address }) => address);
				const raw = Buffer.concat(chunks).toString("latin1");
				received.push({ from, to, raw, user: String(user ?? ""), secure: secure ?? false });
				done(null);
			});
		},
	};
	const smtp = (options: SMTPServerOptions) => {
		const server = new SMTPServer({ ...common, ...options });
		// A client that does not like what it sees hangs up: that is for the client to tell.
		server.on("error", () => {});
		return listen(server.server as Server);
	};
	const clear: SMTPServerOptions = { disabledCommands: ["STARTTLS"], allowInsecureAuth: true };
	const [plain, login, open, starttls, implicit] = await Promise.all([
		smtp(clear),
		smtp({ ...clear, authMethods: ["LOGIN"] }),
		smtp({ disabledCommands: ["STARTTLS", "AUTH"], authOptional: true }),
		smtp({}),
		smtp({ secure: true }),
	]);
	const [silent, hangsUp, endless, eager] = await Promise.all([
		listen(createServer((socket) => void socket)),
		listen(createServer((socket) => socket.end("220 hello\r\n"))),
		listen(createServer((socket) => talk(socket))),
		listen(createServer((socket) => interrupt(socket))),
	]);
	const letters = await listen(
		createHttpServer((_request, response) => {
			response.end(JSON.stringify({ received: received.splice(0), attempts: attempts.splice(0) }));
		}),
	);
	return { plain, login, open, starttls, implicit, silent, hangsUp, endless, eager, letters };
}

function listen(server: Server): Promise<number> {
	// They end with the process that runs the tests.
	server.on("error", () => {}).unref();
	return new Promise((resolve) => server.listen(0, () => resolve((server.address() as AddressInfo).port)));
}

/** A greeting that never ends. */
function talk(socket: Socket): void {
	socket.on("error", () => {});
	const more = () => {
		while (socket.writable && socket.write(`220-${"bla ".repeat(200)}\r\n`));
		socket.once("drain", more);
	};
	more();
}

/** Somebody between us and the server: adds an answer of their own behind the one that begins TLS. */
function interrupt(socket: Socket): void {
	socket.on("error", () => {});
	socket.write("220 hello\r\n");
	socket.on("data", (said) => {
		socket.write(
			String(said).startsWith("STARTTLS") ? "220 go on\r\n250 AUTH PLAIN\r\n" : "250-here\r\n250 STARTTLS\r\n",
		);
	});
}
