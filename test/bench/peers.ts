import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";

const directory = join(import.meta.dirname, "peers");

/** Installs the servers we compare with, the first time; false when that was not possible. */
export function installPeers(): boolean {
	if (isInstalled()) return true;
	try {
		execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
			cwd: directory,
			stdio: "ignore",
			timeout: 180_000,
		});
		return true;
	} catch {
		return false;
	}
}

/** npm leaves this file last; an older one is of another lock file. */
function isInstalled(): boolean {
	const changedAt = (file: string) => statSync(join(directory, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
	return changedAt("node_modules/.package-lock.json") >= changedAt("package-lock.json");
}
