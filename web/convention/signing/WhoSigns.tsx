import { useEffect, useRef } from "react";
import { ofBody } from "../../../shared/party/agreement.ts";
import { typeset } from "../../../shared/text/typography.ts";
import { namesToOffer, SignatoriesForm } from "../../parties/SignatoriesForm.tsx";
import { useConvention } from "../context.ts";

/** Asks who signs for a party, over the text. Escape leaves it as it was; the focus goes back to where one came from. */
export default function WhoSigns({ party: id, onClose }: { party: string; onClose: () => void }) {
	const { page, replica } = useConvention();
	const dialog = useRef<HTMLDialogElement>(null);
	useEffect(() => dialog.current?.showModal(), []);
	const party = replica.reading.state.structure.parties.find((each) => each.id === id);
	if (!party) return null;
	const close = () => dialog.current?.close();
	const names = namesToOffer(party, page.convention.people);
	return (
		<dialog ref={dialog} className="who-signs" aria-labelledby="who-signs-title" onClose={onClose}>
			<h2 id="who-signs-title">{typeset(`Qui signe au nom ${ofBody(party)} ?`)}</h2>
			<SignatoriesForm convention={page.convention.id} party={party} names={names} onSaved={close} onCancel={close} />
		</dialog>
	);
}
