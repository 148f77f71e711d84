import { memo, useState } from "react";
import type { Severity } from "../../../shared/controls/finding.ts";
import { RULES } from "../../../shared/controls/rules.ts";
import { typeset } from "../../../shared/text/typography.ts";
import { line } from "../icons.tsx";
import type { AwaitedLine } from "./awaited.ts";
import type { Card, CardPlace } from "./cards.ts";

type Go = (place: CardPlace) => void;

const GROUPS: [Severity, string, string][] = [
	["blocking", "Bloquant", "à régler avant de soumettre"],
	["warning", "À vérifier", "ne bloque pas"],
];

/** Every finding with the way to its place, and what was checked. */
interface ControlsProps {
	cards: Card[] | null | "failed";
	/** What only a late act fills. */
	awaited: AwaitedLine[];
	onGo: Go;
}

export function Controls({ cards, awaited, onGo }: ControlsProps) {
	if (cards === "failed")
		return <p className="rail-empty">Les contrôles n’ont pas pu démarrer. Rechargez la page pour les retrouver.</p>;
	if (cards === null) return <p className="rail-empty">Vérification du texte…</p>;
	return (
		<>
			{cards.length === 0 && <Nothing />}
			<Findings cards={cards} onGo={onGo} />
			<KnownLater lines={awaited} onGo={onGo} />
			<Checked open={cards.length === 0} />
		</>
	);
}

/** Cards by how grave they are, each with the way to its places. */
export function Findings({ cards, onGo }: { cards: Card[]; onGo: Go }) {
	return GROUPS.map(([severity, title, meaning]) => (
		<Group
			key={severity}
			title={title}
			meaning={meaning}
			cards={cards.filter((card) => card.severity === severity)}
			onGo={onGo}
		/>
	));
}

/** What nobody can write yet, and when it will be known: no fault, so it counts for none. */
function KnownLater({ lines, onGo }: { lines: AwaitedLine[]; onGo: Go }) {
	if (lines.length === 0) return null;
	return (
		<section className="rail-group">
			<h3>
				Connu plus tard <span>rien à faire maintenant</span>
			</h3>
			<ul className="known-later">
				{lines.map(({ label, when, place }) => (
					<li key={label}>
						<button type="button" className="known-go" onClick={() => onGo(place)}>
							<span>{label}</span> <PartName place={place} />
							<span className="known-when">{when}</span>
						</button>
					</li>
				))}
			</ul>
		</section>
	);
}

function Nothing() {
	return (
		<p className="rail-empty">
			<CheckIcon /> <strong>Rien à signaler.</strong> Le texte a passé tous les contrôles.
		</p>
	);
}

function Group({ title, meaning, cards, onGo }: { title: string; meaning: string; cards: Card[]; onGo: Go }) {
	if (cards.length === 0) return null;
	return (
		<section className="rail-group">
			<h3>
				{title} <span>{meaning}</span>
			</h3>
			<ul>
				{cards.map((card) => (
					<CardItem key={card.key} card={card} onGo={onGo} />
				))}
			</ul>
		</section>
	);
}

const CardItem = memo(
	({ card, onGo }: { card: Card; onGo: Go }) => (
		<li className="finding" data-severity={card.severity}>
			{card.places.length === 1 ? <OnePlace card={card} onGo={onGo} /> : <ManyPlaces card={card} onGo={onGo} />}
		</li>
	),
	(before, after) => before.card === after.card,
);

/** The whole card leads to its place. */
function OnePlace({ card: { severity, title, message, to, whose, places }, onGo }: { card: Card; onGo: Go }) {
	const [place] = places;
	if (!place) return null;
	return (
		<button type="button" className="finding-go" onClick={() => onGo(place)}>
			<span className="finding-head">
				<Title severity={severity} title={title} /> <PartName place={place} />
			</span>
			{message && <span className="finding-message">{message}</span>}
			<To to={to} whose={whose} />
		</button>
	);
}

/** More would hide the next card. */
const SHOWN = 4;

function ManyPlaces({ card: { severity, title, message, to, whose, places }, onGo }: { card: Card; onGo: Go }) {
	const [all, setAll] = useState(false);
	const hidden = all || places.length === SHOWN + 1 ? 0 : Math.max(0, places.length - SHOWN);
	return (
		<div className="finding-many">
			<p className="finding-head">
				<Title severity={severity} title={title} /> <span className="finding-part">{places.length} endroits</span>
			</p>
			{message && <p className="finding-message">{message}</p>}
			<To to={to} whose={whose} />
			<ol>
				{places.slice(0, places.length - hidden).map((place) => (
					<li key={`${JSON.stringify(place.where)}${place.nth}`}>
						<button type="button" onClick={() => onGo(place)}>
							<span>{place.label}</span> <PartName place={place} />
						</button>
					</li>
				))}
			</ol>
			{hidden > 0 && (
				<button type="button" className="finding-more" onClick={() => setAll(true)}>
					Voir les {hidden} autres
				</button>
			)}
		</div>
	);
}

/** Who goes from button to button hears of no heading: the title says how grave it is. */
function Title({ severity, title }: Pick<Card, "severity" | "title">) {
	return (
		<strong>
			<span className="unseen">{severity === "blocking" ? "Bloquant : " : "À vérifier : "}</span>
			{title}
		</strong>
	);
}

function PartName({ place: { part, partInFull } }: { place: CardPlace }) {
	return (
		<span className="finding-part">
			<span aria-hidden="true">{part}</span>
			<span className="unseen">, {partInFull}</span>
		</span>
	);
}

function To({ to, whose }: Pick<Card, "to" | "whose">) {
	return to && <span className={`finding-to ${whose}`}>{to}</span>;
}

/** In plain words, what these controls are. */
function Checked({ open }: { open: boolean }) {
	return (
		<details className="rail-checked" open={open}>
			<summary>Ce que Copacte vérifie</summary>
			<ul>
				{Object.entries(RULES).map(([rule, words]) => (
					<li key={rule}>{typeset(words)}</li>
				))}
			</ul>
		</details>
	);
}

const CheckIcon = () => line("M3.5 9.5l3.6 3.6L14.5 5");
