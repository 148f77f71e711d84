import { concerns } from "../../shared/version/errand.ts";
import { correspondentsIn } from "../directory/member.ts";
import type { Letter } from "../mail/letter.ts";
import { stepMail } from "../mail/letters/step.ts";
import { mailerOf } from "../mail/mailer.ts";
import type { Errands } from "./errands.ts";
import type { Facts } from "./facts.ts";

/**
 * Tells people by letter what was done on the way to signature. A job of the room's agenda: each person is told once, as
 * far as a letter that left in the very moment of a crash allows to know.
 */
export class Post {
	readonly #env: Env;
	readonly #facts: Facts;
	readonly #errands: Errands;

	constructor(env: Env, facts: Facts, errands: Errands) {
		this.#env = env;
		this.#facts = facts;
		this.#errands = errands;
	}

	/** Throws when a letter could not leave: those that did are not sent again. */
	async deliver(): Promise<void> {
		const errands = this.#errands.all();
		if (errands.length === 0) return;
		const { convention, title } = this.#facts.known();
		const people = await correspondentsIn(this.#env.DB, convention);
		const url = `${new URL(this.#env.PUBLIC_URL).origin}/conventions/${encodeURIComponent(convention)}`;
		for (const { id, errand, told } of errands) {
			const all = people.filter((person) => concerns(errand, person));
			for (const person of all.filter((each) => !told.includes(each.person))) {
				await this.#send(stepMail(person.email, errand, { title, url }));
				told.push(person.person);
				this.#errands.told(id, told);
			}
			this.#errands.done(id);
		}
	}

	async #send(letter: Letter): Promise<void> {
		if (await mailerOf(this.#env).send(letter)) throw new Error("a letter did not leave");
	}
}
