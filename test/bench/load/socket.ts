import { connect, type Socket as TcpSocket } from "node:net";

const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;
const FINAL = 0x80;
const MASKED = 0x80;
const CONNECT_TIMEOUT_MS = 30_000;

export interface SocketHandlers {
	onMessage(data: Buffer): void;
	onText?(text: string): void;
	onClose?(code: number): void;
}

/**
 * A WebSocket client that does no more than the protocol asks: the generator must cost less than the servers it measures,
 * and it must see every byte. Frames are masked with zeros: a server unmasks them all the same.
 */
export class Socket {
	/** Bytes that came over the wire after the handshake, frame headers included. */
	received = 0;
	private rest: Buffer = Buffer.alloc(0);
	private readonly tcp: TcpSocket;
	private readonly handlers: SocketHandlers;
	private closeCode = 1006;

	private constructor(tcp: TcpSocket, handlers: SocketHandlers) {
		this.tcp = tcp;
		this.handlers = handlers;
	}

	/** Resolves once the server has accepted the upgrade. */
	static open(port: number, path: string, handlers: SocketHandlers): Promise<Socket> {
		return new Promise((resolve, reject) => {
			const tcp = connect({ port, host: "127.0.0.1", noDelay: true });
			const socket = new Socket(tcp, handlers);
			const timer = setTimeout(() => tcp.destroy(new Error(`no WebSocket at ${path} in time`)), CONNECT_TIMEOUT_MS);
			tcp.on("connect", () => tcp.write(handshake(port, path)));
			tcp.on("error", reject);
			tcp.on("close", () => reject(new Error(`connection to ${path} closed during the handshake`)));
			tcp.on("data", (data) =>
				socket.shakeHands(data, (error) => {
					clearTimeout(timer);
					if (error) reject(error);
					else resolve(socket);
				}),
			);
		});
	}

	private shakeHands(data: Buffer, done: (error?: Error) => void): void {
		this.rest = Buffer.concat([this.rest, data]);
		const end = this.rest.indexOf("\r\n\r\n");
		if (end < 0) return;
		const head = this.rest.toString("latin1", 0, end);
		if (!head.startsWith("HTTP/1.1 101")) {
			this.tcp.destroy();
			done(new Error(`upgrade refused: ${head.split("\r\n", 1)[0]}`));
			return;
		}
		this.rest = this.rest.subarray(end + 4);
		this.received = this.rest.length;
		this.tcp.removeAllListeners();
		this.tcp.on("data", (more) => this.receive(more));
		this.tcp.on("error", () => {});
		this.tcp.on("close", () => this.handlers.onClose?.(this.closeCode));
		done();
		// Messages that came with the handshake wait until the caller has its socket.
		setImmediate(() => this.receive(Buffer.alloc(0)));
	}

	private receive(data: Buffer): void {
		this.received += data.length;
		let buffer = this.rest.length === 0 ? data : Buffer.concat([this.rest, data]);
		for (let frame = parseFrame(buffer); frame !== null; frame = parseFrame(buffer)) {
			buffer = buffer.subarray(frame.end);
			this.handle(frame.opcode, frame.payload);
		}
		this.rest = buffer;
	}

	private handle(opcode: number, payload: Buffer): void {
		if (opcode === OPCODE.binary) this.handlers.onMessage(payload);
		else if (opcode === OPCODE.text) this.handlers.onText?.(payload.toString());
		else if (opcode === OPCODE.ping) this.sendFrame(encodeFrame(payload, OPCODE.pong));
		else if (opcode === OPCODE.close) {
			if (payload.length >= 2) this.closeCode = payload.readUInt16BE(0);
			this.tcp.end(encodeFrame(payload.subarray(0, 2), OPCODE.close));
		}
	}

	send(message: Uint8Array): void {
		this.sendFrame(encodeFrame(message));
	}

	sendText(text: string): void {
		this.sendFrame(encodeFrame(Buffer.from(text), OPCODE.text));
	}

	/** Sends what `encodeFrame` made earlier, so that a hot loop encodes nothing. */
	sendFrame(frame: Uint8Array): void {
		if (this.tcp.writable) this.tcp.write(frame);
	}

	/** What is sent until `uncork` leaves together, as it would from a busy tab. */
	cork(): void {
		this.tcp.cork();
	}

	uncork(): void {
		this.tcp.uncork();
	}

	/** Leaves politely; the close handler still runs. */
	close(): void {
		this.sendFrame(encodeFrame(Buffer.from([1000 >> 8, 1000 & 0xff]), OPCODE.close));
	}

	/** Leaves at once, without a close event. */
	destroy(): void {
		this.tcp.removeAllListeners("close");
		this.tcp.destroy();
	}
}

function handshake(port: number, path: string): string {
	const key = Buffer.from("a benchmark's key").subarray(0, 16).toString("base64");
	const lines = [`GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, "Connection: Upgrade", "Upgrade: websocket"];
	return [...lines, `Sec-WebSocket-Key: ${key}`, "Sec-WebSocket-Version: 13", "", ""].join("\r\n");
}

/** A whole WebSocket frame around this message. */
export function encodeFrame(message: Uint8Array, opcode: number = OPCODE.binary): Buffer {
	const { length } = message;
	const sizeBytes = length < 126 ? 0 : length < 65_536 ? 2 : 8;
	const frame = Buffer.alloc(2 + sizeBytes + 4 + length);
	frame[0] = FINAL | opcode;
	frame[1] = MASKED | (sizeBytes === 0 ? length : sizeBytes === 2 ? 126 : 127);
	if (sizeBytes === 2) frame.writeUInt16BE(length, 2);
	if (sizeBytes === 8) frame.writeBigUInt64BE(BigInt(length), 2);
	frame.set(message, 2 + sizeBytes + 4);
	return frame;
}

/** The first frame of a buffer, or null while some of it has yet to come. Servers mask nothing. */
function parseFrame(buffer: Buffer): { opcode: number; payload: Buffer; end: number } | null {
	if (buffer.length < 2) return null;
	const first = buffer[0] as number;
	if (!(first & FINAL) || (first & 0x0f) === OPCODE.continuation) throw new Error("a server fragmented a message");
	const short = (buffer[1] as number) & 0x7f;
	const start = short < 126 ? 2 : short === 126 ? 4 : 10;
	if (buffer.length < start) return null;
	const length = short < 126 ? short : short === 126 ? buffer.readUInt16BE(2) : Number(buffer.readBigUInt64BE(2));
	const end = start + length;
	if (buffer.length < end) return null;
	return { opcode: first & 0x0f, payload: buffer.subarray(start, end), end };
}
