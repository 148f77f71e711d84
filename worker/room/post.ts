import { concerns } from "../../shared/version/errand.ts";
import { correspondentsIn } from "../directory/member.ts";
import { stepMail } from "../mail/letters/step.ts";
import { mailerOf } from "../mail/mailer.ts";
import type { Errands } from "./errands.ts";
import type { Facts } from "./facts.ts";

/**
 * Tells people by letter what was done on the way to signature: each once, as far as a letter that left in the very moment of
 * a crash allows to know. Throws at the end when a letter could not leave: nobody waits for another's address. A job of the
 * room's agenda.
 */
export async function post(env: Env, facts: Facts, errands: Errands): Promise<void> {
	const waiting = errands.all();
	if (waiting.length === 0) return;
	const { convention, title } = facts.known();
	const people = await correspondentsIn(env.DB, convention);
	const url = `${new URL(env.PUBLIC_URL).origin}/conventions/${encodeURIComponent(convention)}`;
	let failed = 0;
	for (const { id, errand, told } of waiting) {
		const failedBefore = failed;
		const untold = people.filter((person) => concerns(errand, person) && !told.includes(person.person));
		for (const { person, email } of untold) {
			if (await mailerOf(env).send(stepMail(email, errand, { title, url }))) failed++;
			else {
				told.push(person);
				errands.told(id, told);
			}
		}
		if (failed === failedBefore) errands.done(id);
	}
	if (failed > 0) throw new Error(`${failed} letters did not leave`);
}
