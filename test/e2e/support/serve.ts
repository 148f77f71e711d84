import { afterAll, inject } from "vitest";
import { Server } from "./server.ts";

const server = new Server(inject("migrated"));
await server.start();
afterAll(() => server.dispose());

/** Where Copacte answers to this file of tests: a server and data that no other file knows, as `npm start` gives. */
export const { url } = server;
