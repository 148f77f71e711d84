import type { HonoRequest } from "hono";
import * as v from "valibot";
import { type Failure, failure, isFailure } from "../../shared/failure.ts";

const MAX_BYTES = 100_000;

const name = (longest: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longest));

const typed = v.pipe(v.string(), v.maxLength(1000));
const title = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(100)), "");
/** Which roles there are is for the policy to say, which names what is wrong in words. */
const roles = v.pipe(v.array(v.string()), v.maxLength(20));
const kind = v.picklist(["caf", "commune", "epci", "msa", "departement", "other"]);
const described = {
	kind,
	name: name(200),
	shortName: name(100),
	alias: name(60),
	department: v.optional(v.nullable(v.string()), null),
};
const year = v.pipe(v.number(), v.integer());
const role = v.picklist(["coordinates", "drafts", "approves", "signs", "reads"]);
const newParty = {
	kind,
	name: v.pipe(v.string(), v.trim(), v.maxLength(200)),
	siret: v.optional(v.pipe(v.string(), v.maxLength(40))),
};

/** What each request's JSON must hold. */
export const shapes = {
	session: v.object({ person: name(100) }),
	opening: v.object({
		model: name(100),
		title: v.optional(name(200)),
		/** Where the convention applies: a field typed in advance. */
		territory: v.optional(name(200)),
		starts: v.optional(year),
		ends: v.optional(year),
		/** The day by which the plan d'actions is due. */
		plan: v.optional(v.pipe(v.string(), v.isoDate())),
		/** The Caf that opens it, for somebody who is of several. */
		caf: v.optional(name(100)),
		/** Ids of the organisations that conclude it with the Caf, in order. */
		parties: v.optional(v.pipe(v.array(name(100)), v.maxLength(200))),
		/** Bodies that are not in the directory yet; they follow in order. */
		newParties: v.optional(v.pipe(v.array(v.object(newParty)), v.maxLength(200))),
		/** Colleagues of the Caf, with what they do. */
		people: v.optional(v.pipe(v.array(v.object({ person: name(100), roles: v.array(role) })), v.maxLength(200))),
	}),
	party: v.union([v.object({ organisation: name(100) }), v.object(newParty)]),
	/** Names of organisations, as a list that was pasted. */
	names: v.object({ names: v.pipe(v.array(v.pipe(v.string(), v.maxLength(300))), v.maxLength(200)) }),
	option: v.object({ option: name(200), chosen: v.boolean() }),
	variant: v.object({ variants: name(200), chosen: name(200) }),
	/** What is said of an attached file, and one place up or down among those of its annexe. */
	file: v.object({
		alt: v.optional(v.pipe(v.string(), v.maxLength(10_000))),
		title: v.optional(v.pipe(v.string(), v.maxLength(10_000))),
		move: v.optional(v.picklist(["up", "down"])),
	}),
	/** What is typed is judged in words of its own: an address or a name that is none is no fault of the program. */
	link: v.object({ email: typed, to: v.optional(v.string()) }),
	token: v.object({ token: name(200) }),
	person: v.object({ name: typed }),
	closing: v.object({ email: typed }),
	/** Signed by an authenticator. */
	signed: v.object({ response: v.looseObject({ id: v.string() }) }),
	passkey: v.object({ name: name(60), response: v.looseObject({ id: v.string() }) }),
	passkeyName: v.object({ name: name(60) }),
	/** An organisation that signs up: its name as in "Entre …", and what the person is there. */
	organisation: v.object({
		organisation: v.object({ ...described, siret: name(40) }),
		title: v.pipe(v.string(), v.trim(), v.maxLength(100)),
		name: v.optional(name(100)),
	}),
	colleague: v.object({
		title: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(100))),
		manages: v.optional(v.boolean()),
	}),
	colleagueInvitation: v.object({ email: v.pipe(v.string(), v.maxLength(400)), title }),
	conventionInvitation: v.object({
		email: v.pipe(v.string(), v.maxLength(400)),
		roles,
		title,
		party: name(100),
	}),
	addition: v.object({ person: name(100), roles }),
	roles: v.object({ roles }),
	/** What an invitation's mail holds. */
	invitationToken: v.object({ token: name(200) }),
	/** By its link, or by its id where it came to the address of who answers. */
	answer: v.object({
		token: v.optional(name(200)),
		invitation: v.optional(name(100)),
		name: v.optional(name(100)),
		title: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(100))),
		siret: v.optional(v.pipe(v.string(), v.maxLength(40))),
	}),
	row: v.object({ table: name(200), after: v.optional(v.nullable(name(200))) }),
} as const;

/** The bytes of a request's body; refuses more than `most` with `tooLarge`, without having read much more of it. */
export async function readBytes(
	{ raw }: HonoRequest,
	most: number,
	tooLarge: Failure,
): Promise<Uint8Array<ArrayBuffer> | Failure> {
	if (Number(raw.headers.get("content-length") ?? 0) > most) return tooLarge;
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of raw.body ?? []) {
		length += chunk.byteLength;
		if (length > most) return tooLarge;
		chunks.push(chunk);
	}
	const bytes = new Uint8Array(length);
	let at = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, at);
		at += chunk.byteLength;
	}
	return bytes;
}

/** The body of a request in this shape; refuses what is no JSON, is too long, or has a value of the wrong type, naming it. */
export async function readBody<const S extends v.GenericSchema>(
	request: HonoRequest,
	shape: S,
): Promise<v.InferOutput<S> | Failure> {
	const bytes = await readBytes(request, MAX_BYTES, failure("tooLarge"));
	if (isFailure(bytes)) return bytes;
	let body: unknown;
	try {
		// Half a character cannot be stored, nor sent on.
		body = JSON.parse(new TextDecoder().decode(bytes), (_, value) =>
			typeof value === "string" ? value.toWellFormed() : value,
		);
	} catch {
		return failure("invalidJson");
	}
	const parsed = v.safeParse(shape, body);
	return parsed.success
		? parsed.output
		: failure("invalidField", v.getDotPath(parsed.issues[0]) ?? "corps de la demande");
}
