import type { ReactNode } from "react";
import type { PeopleScreen } from "../../shared/people-seen.ts";
import { ConventionPeople } from "./ConventionPeople.tsx";
import { Invitation } from "./Invitation.tsx";
import { Organisation } from "./Organisation.tsx";
import { SignUp } from "./SignUp.tsx";

/** The page that the server meant. */
export function screenOf(people: PeopleScreen): ReactNode {
	switch (people.screen) {
		case "signUp":
			return <SignUp name={people.name} />;
		case "organisation":
			return <Organisation id={people.id} first={people.seen} />;
		case "convention":
			return <ConventionPeople id={people.id} first={people.seen} />;
		case "invitation":
			return <Invitation {...people} />;
	}
}
