import { Suspense } from "react";
import { later } from "../../later.ts";
import type { Attached } from "./Files.tsx";

/** The first text does not wait for what stands behind it, nor share its way. */
const AFTER_MS = 800;

const Files = later(() => import("./Files.tsx"), AFTER_MS);

/** What is attached to an annexe or to a party of the cover, and what attaches it. */
export const LaterFiles = (to: Attached) => (
	<Suspense>
		<Files {...to} />
	</Suspense>
);
