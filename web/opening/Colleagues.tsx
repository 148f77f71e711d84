import { ROLE_WORDS, ROLES, type Role } from "../../shared/people/role.ts";

interface Props {
	/** My name. */
	me: string;
	colleagues: { id: string; name: string; title: string }[];
	roles: Record<string, Role[]>;
	onChange: (roles: Record<string, Role[]>) => void;
}

/** Who takes part for the Caf, and what each of them does. */
export function Colleagues({ me, colleagues, roles, onChange }: Props) {
	const toggle = (person: string, role: Role, on: boolean) => {
		const { [person]: own = [], ...others } = roles;
		const changed = on ? [...own, role] : own.filter((each) => each !== role);
		onChange(changed.length > 0 ? { ...others, [person]: changed } : others);
	};
	return (
		<ul className="lines colleagues">
			<li>
				<p>
					<strong>{me}</strong> <span>vous : coordonne et rédige</span>
				</p>
			</li>
			{colleagues.map(({ id, name, title }) => (
				<li key={id}>
					<fieldset>
						<legend>
							<strong>
								<bdi>{name}</bdi>
							</strong>{" "}
							{title && (
								<span>
									<bdi>{title}</bdi>
								</span>
							)}
						</legend>
						{ROLES.map((role) => (
							<label key={role} className="tick">
								<input
									type="checkbox"
									checked={roles[id]?.includes(role) ?? false}
									onChange={({ target }) => toggle(id, role, target.checked)}
								/>
								<span>{ROLE_WORDS[role]}</span>
							</label>
						))}
					</fieldset>
				</li>
			))}
		</ul>
	);
}
