import type { HonoRequest } from "hono";
import type { InferOutput } from "valibot";
import { annexesOf } from "../../shared/convention/annexes.ts";
import type { AttachedFile, StoredFile } from "../../shared/convention/state.ts";
import { type Failure, failure, isFailure } from "../../shared/failure.ts";
import { MAX_ALT, MAX_FILE_BYTES, MAX_LOGO_BYTES, MAX_TITLE } from "../../shared/files/limits.ts";
import { shortLine } from "../../shared/files/name.ts";
import { type FileCommand, refusesAnnex, refusesLogo, refusesMore } from "../../shared/room/commands/files.ts";
import type { MemberAsOf } from "../directory/member.ts";
import { answerFile } from "../files/answer.ts";
import { store } from "../files/store.ts";
import { roomOf } from "../room/stub.ts";
import { admit, admitAsOf, type Found, find } from "./find.ts";
import type * as shapes from "./shapes.ts";

/**
 * Attaches the bytes of a request to an annexe, at its end. Rights and room are looked at before a byte is read; what the
 * request says of its type is not believed.
 */
export async function attachFile(
	env: Env,
	person: string | null,
	id: string,
	annex: string,
	request: HonoRequest,
): Promise<AttachedFile | Failure> {
	const found = await findFor(env, person, id, ({ member, model, state }) => {
		return (
			refusesAnnex(annex, { annexes: annexesOf(model) }, state.structure, member) ??
			refusesMore(annex, 0, state.structure)
		);
	});
	if (isFailure(found)) return found;
	const stored = await store(env, request, MAX_FILE_BYTES);
	if (isFailure(stored)) return stored;
	const alt = request.query("alt");
	const file: AttachedFile = {
		...stored,
		id: `f-${crypto.randomUUID()}`,
		alt: alt === undefined || stored.size === null ? null : shortLine(alt, MAX_ALT),
		title: "",
	};
	return (await command(env, found, id, { kind: "attachFile", annex, file })) ?? file;
}

/** Changes what is said of a file, or its place among those of its annexe. */
export async function changeFile(
	env: Env,
	person: string | null,
	id: string,
	{ annex, file }: { annex: string; file: string },
	{ alt, title, move }: InferOutput<typeof shapes.file>,
): Promise<Failure | null> {
	const standing = await admitAsOf(env, person, id);
	if (isFailure(standing)) return standing;
	return command(env, standing, id, {
		kind: "changeFile",
		annex,
		file,
		...(alt === undefined ? {} : { alt: shortLine(alt, MAX_ALT) }),
		...(title === undefined ? {} : { title: shortLine(title, MAX_TITLE) }),
		...(move === undefined ? {} : { move }),
	});
}

/** Makes the image in a request the logo of this party. */
export async function setLogo(
	env: Env,
	person: string | null,
	id: string,
	party: string,
	request: HonoRequest,
): Promise<Failure | null> {
	const found = await findFor(env, person, id, ({ member, state }) => refusesLogo(party, state.structure, member));
	if (isFailure(found)) return found;
	const logo = await store(env, request, MAX_LOGO_BYTES, "image");
	return isFailure(logo) ? logo : command(env, found, id, { kind: "setLogo", party, logo });
}

/**
 * The bytes of a file that this convention shows, to its members. Nothing in it may act as a page of ours: the type is the
 * one its bytes have, nothing is sniffed, and a policy goes with it (`setsFilePolicy`).
 */
export async function readFile(
	env: Env,
	person: string | null,
	id: string,
	hash: string,
	request: Request,
): Promise<Response | Failure> {
	const member = await admit(env, person, id);
	if (isFailure(member)) return member;
	const file: StoredFile | null = await roomOf(env, id).file(hash);
	return file === null ? failure("unknownFile") : answerFile(env, file, request);
}

/** The convention, for a member against whom nothing speaks there. */
async function findFor(
	env: Env,
	person: string | null,
	id: string,
	refusal: (found: Found) => Failure | null,
): Promise<Found | Failure> {
	const found = await find(env, person, id);
	if (isFailure(found)) return found;
	return refusal(found) ?? found;
}

function command(env: Env, { member, version }: MemberAsOf, id: string, command: FileCommand): Promise<Failure | null> {
	return roomOf(env, id).command({ member, version }, command);
}
