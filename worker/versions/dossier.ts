import { acteOf } from "../../shared/council/acte.ts";
import { type CouncilKind, calendarOf } from "../../shared/council/calendar.ts";
import { calendarPaper } from "../../shared/council/calendar-paper.ts";
import { type Case, councilParty } from "../../shared/council/case.ts";
import { noteOf } from "../../shared/council/note.ts";
import { resolutionOf } from "../../shared/council/resolution.ts";
import { slipOf } from "../../shared/council/slip.ts";
import { parisDay } from "../../shared/day.ts";
import { type Failure, failure, failureFor, isFailure } from "../../shared/failure.ts";
import type { Party } from "../../shared/party/party.ts";
import { readDate } from "../../shared/text/value.ts";
import type { Acts } from "../../shared/version/acts.ts";
import { readCanonical } from "../../shared/version/canonical.ts";
import type { Frozen } from "../../shared/version/frozen.ts";
import { actsOf } from "../../shared/version/recorded.ts";
import { textOf } from "../../shared/version/thaw.ts";
import type { Version } from "../../shared/version/version.ts";
import { admit } from "../convention/find.ts";
import type { Leading } from "../directory/link.ts";
import { behind } from "../public-links/links.ts";
import { roomOf } from "../room/stub.ts";
import { PRINTED_WITHIN_S } from "./text.ts";
import { wordOf } from "./word.ts";
import { type ZipEntry, zipOf } from "./zip.ts";

/** What a request says of the export that it wants; null where it does not. */
export interface Wanted {
	/** Number of the version; without it the newest. */
	version: string | null;
	/** Whose council: see `councilParty`. */
	party: string | null;
}

/** When and how large the council is, as a request says it. */
export interface WantedSitting {
	/** Its day; without it there is no calendar. */
	council: string | null;
	/** "small" for a commune of fewer than 3,500 inhabitants. */
	size: string | null;
	/** Day by which the convention is to be signed; without it the end of the council's year. */
	signBy: string | null;
	/** Address of a public link to the version, for councillors to read it online. */
	link: string | null;
}

/** A version as one party lays it before its council. */
interface Opened {
	version: Version;
	frozen: Frozen;
	acts: Acts;
	party: Party;
}

/**
 * The export for the contrôle de légalité (R28), for a member of the convention: the PDF, the délibérations, annexed PDFs, and
 * what to copy into a tool of télétransmission. Refused with everything that is missing.
 */
export async function actes(
	env: Env,
	person: string | null,
	id: string,
	wanted: Wanted,
	said: { number: string | null; object: string | null },
): Promise<Response | Failure> {
	const opened = await open(env, person, id, wanted);
	if (isFailure(opened)) return opened;
	const acte = acteOf(opened.frozen, opened.version, opened.acts, opened.party, said);
	if (isFailure(acte)) return acte;
	for (const { path, hash, bytes } of acte.documents) {
		const stored = await env.FILES.head(hash);
		if (stored?.size !== bytes) return failure("fileLost", path);
	}
	const files = acte.documents.map(({ path, hash }) => ({ path, bytes: () => stored(env, hash) }));
	const slip = { path: "bordereau.txt", bytes: new TextEncoder().encode(slipOf(acte)) };
	const data = { path: "acte.json", bytes: new TextEncoder().encode(JSON.stringify(acte, null, "\t")) };
	return archive(`actes-version-${opened.version.number}.zip`, [slip, data, ...files]);
}

/**
 * What a council is convoked with, for a member of the convention: note de synthèse and projet de délibération to complete,
 * the PDF marked PROJET, and, with the council's day, the calendar counted back from it.
 */
export async function dossier(
	env: Env,
	person: string | null,
	id: string,
	wanted: Wanted,
	sitting: WantedSitting,
): Promise<Response | Failure> {
	for (const field of ["council", "signBy"] as const) {
		if (sitting[field] !== null && readDate(sitting[field]) === null) return failure("invalidField", field);
	}
	if (sitting.size !== null && sitting.size !== "small" && sitting.size !== "large")
		return failure("invalidField", "size");
	const opened = await open(env, person, id, wanted);
	if (isFailure(opened)) return opened;
	const { version, frozen, acts, party } = opened;
	if (version.state !== "submitted" && version.state !== "adopted") return failure("notNow");
	if (version.pdf === null) return failureFor("notYet", PRINTED_WITHIN_S);
	const link =
		sitting.link === null ? null : await addressOf(env, sitting.link, { convention: id, version: version.number });
	if (isFailure(link)) return link;
	const { digest } = version.pdf;
	if ((await env.FILES.head(digest)) === null) return failure("fileLost", "convention.pdf");
	const text = textOf(frozen, acts, version.pdf.pages);
	const about: Case = {
		party,
		parties: frozen.parties,
		council: sitting.council,
		version: { number: version.number, digest: version.digest, day: parisDay(new Date(version.submittedAt)) },
		link,
	};
	const papers = [
		{ path: "note-de-synthese.docx", text: noteOf(text, about) },
		{ path: "projet-de-deliberation.docx", text: resolutionOf(text, about) },
		...calendarsFor(about, sitting).map((calendar) => ({
			path: "calendrier.docx",
			text: calendarPaper(text, about, calendar),
		})),
	];
	const written: ZipEntry[] = [];
	for (const { path, text } of papers) written.push({ path, bytes: await wordOf(env, text) });
	const pdf = { path: "convention-projet.pdf", bytes: () => stored(env, digest) };
	return archive(`dossier-du-conseil-version-${version.number}.zip`, [...written, pdf]);
}

/** The address, if it is a link of ours that leads to this version and is open. */
async function addressOf(
	env: Env,
	given: string,
	to: Pick<Leading, "convention" | "version">,
): Promise<string | Failure> {
	const token = /\/v\/([\w-]+)$/.exec(given)?.[1] ?? "";
	const leading = await behind(env, token);
	if (isFailure(leading)) return leading;
	const isThere = leading.convention === to.convention && leading.version === to.version;
	return isThere ? `${new URL(env.PUBLIC_URL).origin}/v/${token}` : failure("unknownLink");
}

/** None as long as the council's day is not known. */
function calendarsFor({ party }: Case, { council, size, signBy }: WantedSitting) {
	if (council === null) return [];
	const sitting = {
		// Which parties have such a council `councilParty` has looked at.
		kind: party.kind as CouncilKind,
		isLarge: size !== "small",
		council,
		signBy: signBy ?? `${council.slice(0, 4)}-12-31`,
	};
	return [calendarOf(sitting, parisDay(new Date()))];
}

async function open(env: Env, person: string | null, id: string, wanted: Wanted): Promise<Opened | Failure> {
	const member = await admit(env, person, id);
	if (isFailure(member)) return member;
	const room = roomOf(env, id);
	const versions: Version[] = await room.versions();
	const version = versions.find(({ number }) => wanted.version === null || String(number) === wanted.version);
	const canonical = version && ((await room.versionBytes(version.number)) as Uint8Array | null);
	if (!version || !canonical) return failure("unknownVersion");
	const frozen = readCanonical(canonical);
	const party = councilParty(frozen.parties, wanted.party, member.party);
	return party === null ? failure("noCouncil") : { version, frozen, acts: actsOf(frozen, version), party };
}

async function stored({ FILES }: Env, hash: string): Promise<ReadableStream<Uint8Array>> {
	const object = await FILES.get(hash);
	if (object === null) throw new Error(`the store has lost ${hash}`);
	return object.body;
}

const archive = (name: string, entries: ZipEntry[]): Response =>
	new Response(zipOf(entries), {
		headers: { "content-type": "application/zip", "content-disposition": `attachment; filename="${name}"` },
	});
