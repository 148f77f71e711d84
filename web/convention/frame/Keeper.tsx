import { useEffect, useState, useSyncExternalStore } from "react";
import { fieldsOf } from "../../../shared/convention/writable.ts";
import type { Model } from "../../../shared/model/model.ts";
import type { ConventionPage } from "../../../shared/page/convention.ts";
import { readStructure } from "../../../shared/room/roots.ts";
import { SCHEMA_VERSION } from "../../../shared/schema.ts";
import type { KeptUpdates, SetAside } from "../live/disk.ts";
import { wordsIn } from "../live/fit.ts";
import { Kept } from "../live/kept.ts";
import type { Replica } from "../live/replica.ts";
import { Shelf } from "../live/shelf.ts";
import { type Aside, KeptWords } from "./KeptWords.tsx";
import { RefusalPanel } from "./Refusal.tsx";
import { Rights } from "./Rights.tsx";

interface KeeperProps {
	page: ConventionPage;
	replica: Replica;
	/** Who takes part, or what this person may do, has changed. */
	onPage: (page: ConventionPage) => void;
	onResume: () => void;
}

/** Loses no words: keeps them on this machine, and gives back those that the room refused. */
export function Keeper({ page, replica, onPage, onResume }: KeeperProps) {
	const [shelf] = useState(() => new Shelf(page.me.person, page.convention.id));
	const { asides, add, putAway } = useAsides(shelf);
	const kept = useKept(replica, shelf, page.model);
	const status = useSyncExternalStore(replica.keeping.subscribe, () => replica.keeping.status);
	const refused = useSyncExternalStore(replica.room.subscribe, () => replica.room.status.refused);
	useEffect(() => {
		void kept?.opened.then(() => add(kept.stranded.map(strandedAside)));
	}, [kept, add]);
	const refusal = refused && kept ? kept.refusal : null;
	const resume = () => {
		if (refusal && !refusal.putOff && refusal.words.length > 0)
			add([{ tab: replica.doc.guid, at: refusal.at, words: refusal.words, note: null, fresh: true }]);
		onResume();
	};
	return (
		<>
			{refusal && (
				<RefusalPanel key={replica.doc.guid} refusal={refusal} kept={status.kept === "kept"} onResume={resume} />
			)}
			<KeptWords asides={asides} replica={replica} me={page.me} model={page.model} onPutAway={putAway} />
			<Rights page={page} replica={replica} onPage={onPage} />
		</>
	);
}

/** From the first text of this replica, or its refusal, until the next. */
function useKept(replica: Replica, shelf: Shelf, model: Model): Kept | null {
	const [found, setFound] = useState<{ replica: Replica; kept: Kept } | null>(null);
	const { room } = replica;
	const begun = useSyncExternalStore(
		room.subscribe,
		() => room.status.saved !== "connecting" || room.status.refused !== null,
	);
	useEffect(() => {
		if (!begun) return;
		const kept = new Kept(replica, shelf, () => unsentWords(replica, model));
		setFound({ replica, kept });
		const flush = kept.flush;
		const flushHidden = () => void (document.visibilityState === "hidden" && flush());
		window.addEventListener("pagehide", flush);
		window.addEventListener("beforeunload", flush);
		document.addEventListener("visibilitychange", flushHidden);
		return () => {
			window.removeEventListener("pagehide", flush);
			window.removeEventListener("beforeunload", flush);
			document.removeEventListener("visibilitychange", flushHidden);
			kept.destroy();
		};
	}, [begun, replica, shelf, model]);
	return found?.replica === replica ? found.kept : null;
}

/** Each place under the name it has on the page. */
function unsentWords(replica: Replica, model: Model): SetAside["words"] {
	const sections = new Map(replica.sections().map(({ id, label }) => [id, label]));
	const fields = new Map(fieldsOf(model, readStructure(replica.doc)).map(({ key, label }) => [key, label]));
	return replica.unsent.words().map(({ place, text }) => ({
		label:
			"section" in place ? (sections.get(place.section) ?? place.section) : (fields.get(place.field) ?? place.field),
		text,
		place,
	}));
}

function useAsides(shelf: Shelf) {
	const [asides, setAsides] = useState<Aside[]>([]);
	const [add] = useState(
		() => (more: Aside[]) =>
			setAsides((known) => [...known, ...more.filter(({ tab }) => known.every((one) => one.tab !== tab))]),
	);
	useEffect(() => {
		shelf.asides().then(
			(found) => add(found.map((aside) => ({ ...aside, note: null, fresh: false }))),
			() => {},
		);
	}, [shelf, add]);
	const putAway = (aside: Aside) => {
		setAsides((known) => known.filter((one) => one !== aside));
		// What this browser could not keep it need not forget.
		shelf.putAway(aside.tab).catch(() => {});
	};
	return { asides, add, putAway };
}

function strandedAside({ tab, schema, updates }: KeptUpdates): Aside {
	const words = [{ label: "Modifications non envoyées", text: wordsIn(updates) }];
	return { tab, at: 0, note: whyStranded(schema), fresh: false, words };
}

function whyStranded(schema: number): string {
	if (schema > SCHEMA_VERSION) return "Une version plus récente de Copacte les enverra.";
	if (schema < SCHEMA_VERSION)
		return "Copacte a changé depuis la façon dont il garde le texte : vérifiez si ces mots y manquent, et copiez-les à leur place.";
	return "Le texte qu’ils modifiaient a été retiré ou repris à neuf : vérifiez si ces mots y manquent, et copiez-les à leur place.";
}
