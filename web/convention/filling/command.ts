import { useState } from "react";
import type { Problem } from "../../api.ts";
import { useConvention } from "../context.ts";

/** One command at a time; its effect comes back through the room. */
export function useCommand(): [boolean, (command: () => Promise<Problem | null>) => void] {
	const { run } = useConvention();
	const [waiting, setWaiting] = useState(false);
	const start = async (command: () => Promise<Problem | null>) => {
		if (waiting) return;
		setWaiting(true);
		await run(command());
		setWaiting(false);
	};
	return [waiting, start];
}
