import type { ReactNode } from "react";
import type { PeopleScreen } from "../../shared/page/people.ts";
import { Invitation } from "../invitations/Invitation.tsx";
import { Organisation } from "../organisations/Organisation.tsx";
import { SignUp } from "../organisations/SignUp.tsx";
import { ConventionPeople } from "./ConventionPeople.tsx";

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
