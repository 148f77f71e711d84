import { useConvention } from "../context.ts";
import { reopen } from "./acts.ts";
import { type InDialog, Title } from "./Dialog.tsx";
import { Reason } from "./Reason.tsx";
import { useStanding } from "./standing.ts";

/** Takes back what one's party submitted. */
export function Reopen({ phase, leave }: InDialog) {
	const { page } = useConvention();
	const { current } = useStanding(phase);
	const acts = current ? current.approvals.length + current.deliberations.length : 0;
	return (
		<>
			<Title>Reprendre la rédaction ?</Title>
			<p>
				La version {current?.number} est retirée et le texte s’ouvre à nouveau. Tous ceux qui avaient agi en sont
				prévenus, avec votre raison.{" "}
				{acts > 0 &&
					"Les accords et les délibérations déjà donnés portaient sur cette version : il faudra les redemander."}
			</p>
			<Reason
				label="Pourquoi reprendre le texte ?"
				yes="Reprendre la rédaction"
				onSend={async (reason) => {
					const problem = await reopen(page.convention.id, reason);
					if (!problem) leave("La rédaction a repris. Tous ceux qui avaient agi en sont prévenus.");
					return problem;
				}}
				onCancel={() => leave()}
			/>
		</>
	);
}
