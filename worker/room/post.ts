import { concerns } from "../../shared/version/errand.ts";
import { correspondentsIn } from "../directory/member.ts";
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

	/** Throws at the end when a letter could not leave: nobody waits for another's address, and nobody is told twice. */
	async deliver(): Promise<void> {
		const errands = this.#errands.all();
		if (errands.length === 0) return;
		const { convention, title } = this.#facts.known();
		const people = await correspondentsIn(this.#env.DB, convention);
		const url = `${new URL(this.#env.PUBLIC_URL).origin}/conventions/${encodeURIComponent(convention)}`;
		let failed = 0;
		for (const { id, errand, told } of errands) {
			const waiting = people.filter((person) => concerns(errand, person) && !told.includes(person.person));
			const failedBefore = failed;
			for (const { person, email } of waiting) {
				if (await mailerOf(this.#env).send(stepMail(email, errand, { title, url }))) failed++;
				else {
					told.push(person);
					this.#errands.told(id, told);
				}
			}
			if (failed === failedBefore) this.#errands.done(id);
		}
		if (failed > 0) throw new Error(`${failed} letters did not leave`);
	}
}
