import { type ComponentType, lazy } from "react";
import type { Presence } from "../live/presence.ts";
import type { Session } from "../live/session.ts";

/** The first text and the editor's code come first. */
const AFTER_MS = 1_500;

const load = () => import("./Company.tsx");

/** What tells of the others and follows them; nobody misses it in the first second, nor where it could not be had. */
export const Company = lazy<ComponentType<{ session: Session }>>(async () => {
	await new Promise((resolve) => setTimeout(resolve, AFTER_MS));
	return load().catch(() => ({ default: () => null }));
});

/** Leads to the very place where this person is; its code comes at the first use. */
export const goTo = async (session: Session, other: Presence) => (await load()).goTo(session, other);
