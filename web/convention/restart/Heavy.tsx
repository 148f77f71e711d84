import { useId, useMemo } from "react";
import { refuses } from "../../../shared/access.ts";
import { writingOf } from "../../../shared/convention/writable.ts";
import { isHeavyToRead } from "../../../shared/room/anew.ts";
import { Sure } from "../../around/Sure.tsx";
import { useConvention } from "../context.ts";

/** At the end of the rail, once the document is so heavy that beginning anew helps: for those who may, as the page opened. */
export function Heavy() {
	const { replica, page, commands, run } = useConvention();
	const title = useId();
	const { phase } = replica.reading.state.structure;
	const isHeavy = useMemo(() => isHeavyToRead(replica.doc, writingOf(page.model)), [replica, page.model]);
	if (!isHeavy || refuses(page.me, "restart", phase)) return null;
	return (
		<section className="heavy" aria-labelledby={title}>
			<h3 id={title}>Le document est devenu lourd</h3>
			<p>
				Il garde la trace de tout ce qui a été écrit puis retiré : chaque page s’ouvre et répond plus lentement.
				Repartir du texte visible l’allège sans en changer un mot. Ensuite, les modifications d’avant ne s’annulent
				plus.
			</p>
			<Sure
				words="Repartir du texte visible"
				about=""
				question="Les pages ouvertes de cette convention s’arrêtent et repartent du texte visible ; les mots qui n’étaient pas encore enregistrés sont rendus à leurs auteurs. Repartir maintenant ?"
				yes="Repartir du texte visible"
				onYes={() => run(commands.restart())}
			/>
		</section>
	);
}
