import { useId, useState } from "react";
import { inWords } from "../../../shared/day.ts";
import { deliberates } from "../../../shared/party/council.ts";
import type { Party } from "../../../shared/party/party.ts";
import { shownDay } from "../../../shared/text/field.ts";
import { typeset } from "../../../shared/text/typography.ts";
import type { Awaited } from "../../../shared/version/awaited.ts";
import type { Version } from "../../../shared/version/version.ts";

interface MatrixProps {
	version: Version;
	parties: Party[];
	awaited: Awaited[];
}

/** The look that it has on a phone takes a table's roles away in some browsers: they are said. */
const as = {
	table: { role: "table" },
	rowgroup: { role: "rowgroup" },
	row: { role: "row" },
	columnheader: { role: "columnheader" },
	rowheader: { role: "rowheader" },
	cell: { role: "cell" },
};

const COLUMNS = ["Validée", "Votée", "Transmise", "Publiée", "Exécutoire"];

/** From so many parties on, those who are awaited can be shown alone. */
const MANY = 8;

/** How far each party is; those that are awaited come first, the one awaited longest at their head. */
export function Matrix({ version, parties, awaited }: MatrixProps) {
	const id = useId();
	const [onlyLate, setOnlyLate] = useState(false);
	const rows = rowsOf(version, parties, awaited);
	const late = rows.filter(({ since }) => since !== null);
	const shown = onlyLate ? late : rows;
	return (
		<div className="matrix">
			{parties.length > MANY && late.length > 0 && (
				<label className="tick" htmlFor={id}>
					<input id={id} type="checkbox" checked={onlyLate} onChange={({ target }) => setOnlyLate(target.checked)} />
					<span>Seulement les {late.length} parties qu’on attend</span>
				</label>
			)}
			<table {...as.table}>
				<caption className="unseen">Ce que chaque partie a fait de la version {version.number}</caption>
				<thead {...as.rowgroup}>
					<tr {...as.row}>
						<th {...as.columnheader} scope="col">
							Partie
						</th>
						{COLUMNS.map((column) => (
							<th {...as.columnheader} scope="col" key={column}>
								{column}
							</th>
						))}
					</tr>
				</thead>
				<tbody {...as.rowgroup}>
					{shown.map(({ party, cells, since, waits }) => (
						<tr {...as.row} key={party.id} data-late={since === null ? undefined : true}>
							<th {...as.rowheader} scope="row">
								{typeset(party.shortName)}
								{since && <span className="late">attendue depuis le {inWords("dayOfYear", since)}</span>}
							</th>
							{cells.map((cell, at) => (
								<td {...as.cell} key={COLUMNS[at]} data-step={COLUMNS[at]} data-waits={at === waits || undefined}>
									{cell}
								</td>
							))}
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}

interface Row {
	party: Party;
	/** A day, "à venir", or "sans objet" where the law asks nothing of such a body. */
	cells: string[];
	/** Since when it is awaited; null where it is not. */
	since: string | null;
	/** Which of the cells it is awaited at. */
	waits: number;
}

const CELLS = { approve: 0, deliberate: 1, transmit: 2, publish: 3 } as const;

function rowsOf(version: Version, parties: Party[], awaited: Awaited[]): Row[] {
	const rows = parties.map((party) => {
		const turn = awaited.find(({ what, parties }) => what in CELLS && parties.includes(party.id));
		const since = turn ? sinceOf(version, party.id, turn) : null;
		return { party, cells: cellsOf(version, party), since, waits: turn ? CELLS[turn.what as keyof typeof CELLS] : -1 };
	});
	return rows.sort((one, other) =>
		(one.since ?? "9") < (other.since ?? "9") ? -1 : one.since === other.since ? 0 : 1,
	);
}

/** Of this very party: a group says since when its first is awaited. */
function sinceOf({ approvals, deliberations, submittedAt }: Version, id: string, { what }: Awaited): string {
	const approval = approvals.find(({ party }) => party === id);
	if (what === "approve" || approval === undefined) return submittedAt;
	return deliberations.find(({ party }) => party === id)?.recordedAt ?? approval.at;
}

function cellsOf({ approvals, deliberations }: Version, { id, kind }: Party): string[] {
	const approval = approvals.find(({ party }) => party === id);
	const approved = approval ? inWords("day", approval.at) : "à venir";
	if (!deliberates(kind)) return [approved, "sans objet", "sans objet", "sans objet", "sans objet"];
	const vote = deliberations.find(({ party }) => party === id);
	const day = (on: string | null | undefined) => (on ? shownDay(on) : "à venir");
	return [approved, day(vote?.date), day(vote?.transmittedAt), day(vote?.publishedAt), day(vote?.enforceableAt)];
}
