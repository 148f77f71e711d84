import { useEffect, useId, useRef } from "react";
import { ROLE_HELP, ROLE_WORDS, ROLES, type Role } from "../../shared/people/role.ts";
import { typeset } from "../../shared/text/typography.ts";
import type { Problem } from "../api.ts";

interface RoleChoiceProps {
	legend: string;
	roles: Role[];
	onChange: (roles: Role[]) => void;
	problem: Problem | null;
}

/** What somebody will do: any of the five, each with what it allows. */
export function RoleChoice({ legend, roles, onChange, problem }: RoleChoiceProps) {
	const id = useId();
	const group = useRef<HTMLFieldSetElement>(null);
	useEffect(() => {
		if (problem) group.current?.querySelector("input")?.focus();
	}, [problem]);
	const toggle = (role: Role, chosen: boolean) =>
		onChange(ROLES.filter((one) => (one === role ? chosen : roles.includes(one))));
	return (
		<fieldset ref={group} aria-describedby={problem ? `${id}-problem` : undefined}>
			<legend>{legend}</legend>
			{ROLES.map((role) => (
				<label key={role} className="tick">
					<input
						type="checkbox"
						checked={roles.includes(role)}
						onChange={({ target }) => toggle(role, target.checked)}
					/>
					<span>
						{ROLE_WORDS[role]} <span className="unseen">: </span>
						<span className="help-words">{ROLE_HELP[role]}</span>
					</span>
				</label>
			))}
			{problem && (
				<p className="wrong" id={`${id}-problem`}>
					{typeset(problem.message)}
				</p>
			)}
		</fieldset>
	);
}
