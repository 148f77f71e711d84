import { createServer } from "node:http";
import { setupWSConnection } from "@y/websocket-server/utils";
import { WebSocketServer } from "ws";
import { listening } from "./listening.mjs";

/** The stock y-websocket server, as its own `server.js` sets it up: in memory. */
const sockets = new WebSocketServer({ noServer: true });
sockets.on("connection", setupWSConnection);

const server = createServer((_request, response) => response.end());
server.on("upgrade", (request, socket, head) => {
	sockets.handleUpgrade(request, socket, head, (each) => sockets.emit("connection", each, request));
});
server.listen(0, "127.0.0.1", () => listening(server.address().port));
