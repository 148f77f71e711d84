import { type Failure, failure, failureFor, isFailure } from "../../shared/failure.ts";
import { html } from "../../shared/text/html.ts";
import { readCanonical } from "../../shared/version/canonical.ts";
import { actsOf } from "../../shared/version/recorded.ts";
import { textOf } from "../../shared/version/thaw.ts";
import { answerFile, dispositionOf } from "../files/answer.ts";
import { roomOf } from "../room/stub.ts";
import { versionOf } from "./versions.ts";
import { wordOf } from "./word.ts";

/** Seconds after which a PDF that is being made is worth asking for again. */
export const PRINTED_WITHIN_S = 3;

/** The text of a version for a member of its convention, in the format asked for; its bytes are never changed. */
export async function textOfVersion(
	env: Env,
	person: string | null,
	id: string,
	number: string,
	format: string,
	request: Request,
): Promise<Response | Failure> {
	const version = await versionOf(env, person, id, number);
	if (isFailure(version)) return version;
	if (format === "pdf") {
		return version.pdf === null
			? failureFor("notYet", PRINTED_WITHIN_S)
			: answerFile(
					env,
					{ hash: version.pdf.digest, name: `convention-version-${number}.pdf` },
					request,
					"of the newest",
				);
	}
	const canonical = (await roomOf(env, id).versionBytes(version.number)) as Uint8Array<ArrayBuffer> | null;
	if (canonical === null) return failure("unknownVersion");
	if (format === "canonical") return new Response(canonical, { headers: { "content-type": "application/json" } });
	const frozen = readCanonical(canonical);
	const text = textOf(frozen, actsOf(frozen, version), version.pdf?.pages ?? null);
	if (format === "json") return Response.json(text);
	if (format === "docx") return answerWord(await wordOf(env, text), `convention-version-${number}.docx`);
	if (format !== "html") return failure("invalidField", "format");
	return new Response(html(text), { headers: { "content-type": "text/html; charset=utf-8" } });
}

const answerWord = (bytes: Uint8Array<ArrayBuffer>, name: string): Response =>
	new Response(bytes, {
		headers: {
			"content-type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
			"content-disposition": dispositionOf(name),
		},
	});
