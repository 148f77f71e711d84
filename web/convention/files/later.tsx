import { lazy, Suspense } from "react";
import type { Attached } from "./Files.tsx";

/** The first text does not wait for what stands behind it, nor share its way: milliseconds. */
const AFTER = 800;

const soon = new Promise((resolve) => setTimeout(resolve, AFTER));
const Files = lazy(() => soon.then(() => import("./Files.tsx")));

/** What is attached to an annexe or to a party of the cover, and what attaches it. */
export const LaterFiles = (to: Attached) => (
	<Suspense>
		<Files {...to} />
	</Suspense>
);
