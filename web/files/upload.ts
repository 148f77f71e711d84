import { type Problem, unreachable } from "../api.ts";

/** Types that may be sent, as a file chooser wants them. */
export const IMAGES = ".png,.jpg,.jpeg,.webp,image/png,image/jpeg,image/webp";
export const IMAGES_AND_PDF = `${IMAGES},.pdf,application/pdf`;

/** What became of a file: the server's answer, its refusal, or null when it was called back. */
export type Sent = { answer: unknown } | { problem: Problem } | null;

/** Sends a file, says from time to time which share of it has gone (0 to 1), and can be called back. */
export function sendFile(
	method: "POST" | "PUT",
	path: string,
	body: Blob,
	signal: AbortSignal,
	onShare: (share: number) => void,
): Promise<Sent> {
	// fetch says nothing of what has gone.
	const request = new XMLHttpRequest();
	return new Promise((resolve) => {
		request.upload.onprogress = ({ loaded, total }) => onShare(loaded / total);
		request.onload = () => {
			const problem = request.status < 300 ? null : (request.response?.error ?? broken);
			resolve(problem ? { problem } : { answer: request.response });
		};
		request.onerror = () => resolve({ problem: unreachable });
		request.onabort = () => resolve(null);
		signal.addEventListener("abort", () => request.abort());
		request.open(method, path);
		request.responseType = "json";
		request.send(body);
	});
}

const broken: Problem = {
	code: "broken",
	message: "Une erreur s'est produite de notre côté. Réessayez dans un instant.",
};
