import { readdirSync, readFileSync } from "node:fs";

/** Ticks of /proc/<pid>/stat are hundredths of a second on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/**
 * CPU that all threads of a process have used, in seconds: utime + stime of /proc/<pid>/stat, threads that ended
 * included. It moves in steps of 10 ms, so use it over seconds.
 */
export function cpuSeconds(pid: number): number {
	const fields = statFields(`/proc/${pid}/stat`);
	return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/**
 * CPU that the threads alive now have used, in milliseconds with the scheduler's own resolution of a nanosecond.
 * For what lasts milliseconds.
 */
export function cpuMillis(pid: number): number {
	const tasks = readdirSync(`/proc/${pid}/task`);
	const nanos = tasks.map((task) => Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, "utf8").split(" ")[0]));
	return nanos.reduce((sum, each) => sum + each, 0) / 1e6;
}

/** Memory a process holds, in MiB. */
export function residentMiB(pid: number): number {
	const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
	return Number(line?.[1] ?? Number.NaN) / 1024;
}

/** The most memory that a process ever held, in MiB. */
export function peakMiB(pid: number): number {
	const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
	return Number(line?.[1] ?? Number.NaN) / 1024;
}

/** CPU the whole machine has used, in seconds. What is left after server and generator is other people's load. */
export function machineSeconds(): number {
	const [user, nice, system, , , irq, softirq] =
		readFileSync("/proc/stat", "utf8").split("\n", 1)[0]?.split(/\s+/).slice(1).map(Number) ?? [];
	return ((user ?? 0) + (nice ?? 0) + (system ?? 0) + (irq ?? 0) + (softirq ?? 0)) / TICKS_PER_SECOND;
}

/** The fields after the command's name, which may itself hold spaces and brackets. */
function statFields(path: string): string[] {
	const stat = readFileSync(path, "utf8");
	return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}
