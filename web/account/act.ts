import type { Problem } from "../api.ts";

/** Runs a command, reads the account anew, and says what was done. */
export type Act = (command: () => Promise<Problem | null>, done: string) => Promise<Problem | null>;
