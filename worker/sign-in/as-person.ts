import { failure } from "../../shared/failure.ts";
import { answer, answerFailure, type Outcome } from "../http/answer.ts";
import type { Ask } from "../http/ask.ts";
import { personSignedIn } from "./session.ts";

/** Answers what the person signed in asks for, by their id; refuses a request of nobody. */
export async function asPerson(context: Ask, act: (person: string) => Outcome | Promise<Outcome>): Promise<Response> {
	const person = await personSignedIn(context);
	return person === null ? answerFailure(context, failure("signedOut")) : answer(context, await act(person));
}

/** The same where nobody need be signed in, or where what was sent is looked at first: then the person is null. */
export async function asVisitor(
	context: Ask,
	act: (person: string | null) => Outcome | Promise<Outcome>,
): Promise<Response> {
	return answer(context, await act(await personSignedIn(context)));
}
