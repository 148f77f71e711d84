import { refuses } from "../../../shared/access.ts";
import type { Phase } from "../../../shared/convention/phase.ts";
import { inWords } from "../../../shared/day.ts";
import { shownDay } from "../../../shared/text/field.ts";
import { typeset } from "../../../shared/text/typography.ts";
import type { Version } from "../../../shared/version/version.ts";
import { useConvention } from "../context.ts";
import { fileOf, textOf } from "./acts.ts";
import { Links } from "./Links.tsx";
import { nameOf, STATE_WORDS, shortDigest } from "./names.ts";
import { PdfLink } from "./PdfLink.tsx";
import { type Standing, useStanding } from "./standing.ts";
import { TakeAway } from "./TakeAway.tsx";

interface VersionsProps {
	phase: Phase;
	/** Closes the sheet that the rail is on a narrow window. */
	leave: () => void;
}

/** Each version that was submitted, newest first: what became of it, its texts, what it changed, who can read it by a link. */
export default function Versions({ phase, leave }: VersionsProps) {
	const standing = useStanding(phase);
	const { versions, me } = standing;
	if (versions.length === 0) {
		return (
			<>
				<p className="rail-empty">{typeset(NONE_YET)}</p>
				<AllSteps phase={phase} leave={leave} />
			</>
		);
	}
	return (
		<>
			<AllSteps phase={phase} leave={leave} />
			<ol className="versions">
				{versions.map((version) => (
					<VersionCard key={version.number} version={version} standing={standing} leave={leave} />
				))}
			</ol>
			{refuses(me, "link", phase) === null && <Links versions={versions} />}
		</>
	);
}

const NONE_YET =
	"Aucune version encore. La première naît quand le texte est soumis : il est alors figé, et chaque partie le valide.";

function AllSteps({ phase, leave }: VersionsProps) {
	const { openFlow } = useConvention();
	const open = () => {
		leave();
		openFlow({ kind: "steps", at: phase });
	};
	return (
		<p className="all-steps">
			<button type="button" className="secondary" aria-haspopup="dialog" onClick={open}>
				Où en est la convention
			</button>
		</p>
	);
}

interface CardProps {
	version: Version;
	standing: Standing;
	leave: () => void;
}

function VersionCard({ version, standing, leave }: CardProps) {
	const { versions, parties, current } = standing;
	const { page } = useConvention();
	const { id } = page.convention;
	const { number, digest, state, submittedAt, submittedBy, ended, approvals, deliberations } = version;
	return (
		<li className="version" data-state={state}>
			<p className="version-head">
				<strong>Version {number}</strong> <span className="version-state">{STATE_WORDS[state]}</span>
			</p>
			<p>
				Soumise le {inWords("day", submittedAt)} par <bdi>{submittedBy.name}</bdi>,{" "}
				<bdi>{typeset(nameOf(parties, submittedBy.party))}</bdi>.
			</p>
			{ended && (
				<p>
					{state === "refused" ? "Refusée" : "Retirée"} le {inWords("day", ended.at)} par <bdi>{ended.name}</bdi>
					{"\u00A0"}:{" "}
					<q>
						<bdi>{ended.reason}</bdi>
					</q>
				</p>
			)}
			{approvals.length > 0 && (
				<p>
					{approvals.length} {approvals.length > 1 ? "accords" : "accord"} sur {parties.length}.
				</p>
			)}
			{deliberations.length > 0 && (
				<ul className="version-votes">
					{deliberations.map(({ party, number, date, file }) => (
						<li key={party}>
							<a href={fileOf(id, file.hash)}>Délibération {number}</a>, {typeset(nameOf(parties, party))},{" "}
							{shownDay(date)}
						</li>
					))}
				</ul>
			)}
			<p className="version-digest">
				Empreinte <code title={digest}>{shortDigest(digest)}</code>
			</p>
			<p className="version-ways">
				<PdfLink version={version} />
				<a href={textOf(id, number, "docx")}>
					Word<span className="unseen">, version {number}</span>
				</a>
				<a href={textOf(id, number, "canonical")} download={`version-${number}.json`}>
					Texte canonique<span className="unseen"> de la version {number}</span>
				</a>
			</p>
			{version === current && <TakeAway version={version} standing={standing} />}
			<CompareWith number={number} versions={versions} leave={leave} />
		</li>
	);
}

/** What it changed since an earlier version: the one before at a press, any other by its number. */
function CompareWith({ number, versions, leave }: { number: number; versions: Version[]; leave: () => void }) {
	const { openFlow } = useConvention();
	const earlier = versions.filter((each) => each.number < number);
	const open = (since: number) => {
		leave();
		openFlow({ kind: "compare", number, since });
	};
	const [before, ...others] = earlier;
	if (before === undefined) return null;
	return (
		<p className="version-compare">
			<button type="button" aria-haspopup="dialog" onClick={() => open(before.number)}>
				Ce qui a changé depuis la version {before.number}
			</button>
			{others.length > 0 && (
				<label>
					<span className="unseen">Comparer la version {number} avec</span>
					<select value="" onChange={({ target }) => open(Number(target.value))}>
						<option value="">une autre…</option>
						{others.map((each) => (
							<option key={each.number} value={each.number}>
								depuis la version {each.number}
							</option>
						))}
					</select>
				</label>
			)}
		</p>
	);
}
