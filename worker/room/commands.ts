import { refuses, refusesOutright } from "../../shared/access.ts";
import { type Failure, failure } from "../../shared/failure.ts";
import { actOf } from "../../shared/journal.ts";
import type { Member } from "../../shared/people/member.ts";
import { carryOut } from "../../shared/room/commands/carry-out.ts";
import { actionFor, type Command } from "../../shared/room/commands/command.ts";
import { refusesLeaving } from "../../shared/room/commands/parties.ts";
import { readStructure } from "../../shared/room/roots.ts";
import type { Clients } from "./clients.ts";
import type { Facts } from "./facts.ts";
import type { Journal } from "./journal.ts";
import type { Reception } from "./reception.ts";
import type { RoomText } from "./text.ts";
import type { Window } from "./window.ts";

/** What the journal keeps for ever of one command, in UTF-16 units: sixty signatories with long titles stay below. */
const MAX_DETAIL = 60_000;
/** Commands of one person in a day: the journal keeps each for ever. */
const MAX_ACTS_A_DAY = 1_000;

interface Surroundings {
	facts: Facts;
	text: RoomText;
	window: Window;
	journal: Journal;
	clients: Clients;
	reception: Reception;
}

/** What people ask the server to change in the structure of a convention: on disk, and sent to everyone, when it returns. */
export class Commands {
	readonly #around: Surroundings;

	constructor(around: Surroundings) {
		this.#around = around;
	}

	/** null once it is done, or stood already; else why it is not. */
	carryOut(member: Member, command: Command): Failure | null {
		const { facts, text, window, journal, reception } = this.#around;
		window.flush();
		const refusal = refusesOutright(member, actionFor(command, member), readStructure(text.doc).phase);
		if (refusal) return refusal;
		const act = actOf(command);
		if (JSON.stringify(act.detail).length > MAX_DETAIL) return failure("tooLarge");
		const now = new Date();
		if (journal.countOf(member.person, now.toISOString().slice(0, 10)) >= MAX_ACTS_A_DAY) return failure("tooManyActs");
		const { result, updates } = text.write((doc) => carryOut(command, doc, facts.writing, member));
		if (result === "stood") return null;
		if (result !== "done") return result;
		reception.forgetWriters();
		return window.write(updates, () => journal.append(member.person, act, now)) ? null : failure("broken");
	}

	/** Takes a party out, unless one of these, its people, has written or done anything: their acts bind it. */
	removeParty(member: Member, party: string, people: string[]): Failure | null {
		const { text, window, journal, clients } = this.#around;
		window.flush();
		const { phase, parties } = readStructure(text.doc);
		const refusal = refuses(member, "addParty", phase) ?? refusesLeaving(party, parties);
		if (refusal) return refusal;
		const inText = (id: number) => text.doc.store.clients.has(id);
		const name = parties.find(({ id }) => id === party)?.shortName;
		const hasWritten = clients.haveWritten(people, inText) || journal.hasActOf(people);
		return name && hasWritten ? failure("hasWritten", name) : this.carryOut(member, { kind: "removeParty", party });
	}
}
