import { type FormEvent, useEffect, useRef, useState } from "react";
import { parisDay } from "../../../shared/day.ts";
import { type Failure, type FieldProblem, isFailure } from "../../../shared/failure.ts";
import { MAX_FILE_BYTES, shownBytes } from "../../../shared/files/limits.ts";
import { councilOf } from "../../../shared/party/council.ts";
import { shownDay } from "../../../shared/text/field.ts";
import { typeset } from "../../../shared/text/typography.ts";
import type { Deliberation } from "../../../shared/version/version.ts";
import { readVote, type SaidVote } from "../../../shared/version/vote.ts";
import { type Problem, unreachable } from "../../api.ts";
import { FormField } from "../../around/FormField.tsx";
import { Submit, useWaiting } from "../../around/Press.tsx";
import { Trouble } from "../../around/Trouble.tsx";
import { sendFile } from "../../files/upload.ts";
import { useConvention } from "../context.ts";
import { deliberationPath, fileOf } from "./acts.ts";
import { type InDialog, Title } from "./Dialog.tsx";
import { FilePicker } from "./FilePicker.tsx";
import { useStanding } from "./standing.ts";

type Said = Omit<SaidVote, "enforceableAt">;

/** Records the délibération of one's party on the submitted version, or completes it as its dates become known. */
export function Deliberate({ phase, leave }: InDialog) {
	const { page } = useConvention();
	const { current, parties, me } = useStanding(phase);
	const [version] = useState(current);
	const known = version?.deliberations.find(({ party }) => party === me.party) ?? null;
	const [said, setSaid] = useState<Said>(() => saidIn(known));
	const [file, setFile] = useState<File | null>(null);
	const [share, setShare] = useState<number | null>(null);
	const [problems, setProblems] = useState<FieldProblem[]>([]);
	const [problem, setProblem] = useState<Problem | null>(null);
	const [waiting, run] = useWaiting();
	const form = useRef<HTMLFormElement>(null);
	useEffect(() => {
		if (problems.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
	}, [problems]);
	const own = parties.find(({ id }) => id === me.party);
	if (version === null || own === undefined) return <Title>Aucune version n’attend de délibération</Title>;
	const asked: SaidVote = { ...said, enforceableAt: "" };
	const vote = readVote(asked, parisDay(new Date(version.submittedAt)), parisDay(new Date()));
	const show = (of: Problem) => {
		const about = of.problems ?? (of.field && FIELDS.has(of.field) ? [{ field: of.field, message: of.message }] : []);
		const isOfFile = FILE_CODES.has(of.code);
		setProblems(isOfFile ? [{ field: "file", message: of.message }] : about);
		setProblem(about.length > 0 || isOfFile ? null : of);
	};
	const save = async () => {
		if (isFailure(vote)) return setProblems(problemsIn(vote));
		if (file === null && known === null) return show(noFile);
		const body = file ?? (known && (await stored(page.convention.id, known)));
		if (!body) return setProblem(unreachable);
		setProblems([]);
		setProblem(null);
		const path = deliberationPath(page.convention.id, own.id, version.digest, asked);
		const sent = await sendFile("POST", path, body, new AbortController().signal, setShare);
		setShare(null);
		if (sent && "problem" in sent) return show(sent.problem);
		leave(`La délibération ${said.number} est enregistrée. Elle prend place dans son annexe.`);
	};
	const field = (name: keyof Said, label: string, hint?: string) => (
		<FormField label={label} hint={hint} problem={messageFor(problems, name)}>
			{(attributes) => (
				<input
					{...attributes}
					type={name === "number" ? "text" : "date"}
					autoComplete="off"
					value={said[name]}
					onChange={({ target }) => setSaid({ ...said, [name]: target.value })}
				/>
			)}
		</FormField>
	);
	return (
		<>
			<Title>{typeset(`Délibération du ${councilOf(own)}, version ${version.number}`)}</Title>
			<p>Recopiez ce qui est imprimé sur la délibération. La transmission et la publication peuvent venir plus tard.</p>
			<form
				noValidate
				ref={form}
				onSubmit={(event: FormEvent) => {
					event.preventDefault();
					void run(save);
				}}
			>
				<div className="pair">
					{field("number", "Numéro")}
					{field("date", "Jour du vote")}
				</div>
				<div className="pair">
					{field("transmittedAt", "Reçue par la préfecture", "Jour de l’accusé de réception.")}
					{field("publishedAt", "Publiée", "Affichage ou mise en ligne.")}
				</div>
				<p className="enforceable" role="status">
					{typeset(enforceableSentence(said, vote))}
				</p>
				<FilePicker
					file={file}
					kept={known?.file.name ?? null}
					problem={messageFor(problems, "file")}
					onFile={(chosen) => {
						setFile(chosen);
						setProblems(problems.filter(({ field }) => field !== "file"));
					}}
				/>
				<Trouble problem={problem} />
				<div className="acts">
					<Submit waiting={waiting}>Enregistrer la délibération</Submit>
					<button type="button" className="plain" onClick={() => leave()}>
						Annuler
					</button>
					{share !== null && share < 1 && <progress className="sending" value={share} aria-label="Envoi du PDF" />}
				</div>
			</form>
		</>
	);
}

/** Each with its sentence: the table of all refusals is not wanted in the page. */
const problemsIn = ({ detail }: Failure): FieldProblem[] => (detail && "problems" in detail ? detail.problems : []);

const FIELDS = new Set<string>(["number", "date", "transmittedAt", "publishedAt"]);
const FILE_CODES = new Set([
	"noFile",
	"notAPdf",
	"fileType",
	"fileBroken",
	"fileEncrypted",
	"fileTooLarge",
	"pdfScript",
	"pdfLaunch",
	"pdfHolds",
	"tooLarge",
]);

const noFile: Problem = {
	code: "noFile",
	message: `Joignez le PDF de la délibération (${shownBytes(MAX_FILE_BYTES)} au plus) : il devient son annexe.`,
};

const messageFor = (problems: FieldProblem[], field: string) =>
	problems.find((each) => each.field === field)?.message ?? "";

const saidIn = (known: Deliberation | null): Said => ({
	number: known?.number ?? "",
	date: known?.date ?? "",
	transmittedAt: known?.transmittedAt ?? "",
	publishedAt: known?.publishedAt ?? "",
});

/** "exécutoire le" is never typed: it follows from the two dates. */
function enforceableSentence({ transmittedAt, publishedAt }: Said, vote: ReturnType<typeof readVote>): string {
	if (!isFailure(vote) && vote.enforceableAt) return `Exécutoire le ${shownDay(vote.enforceableAt)}.`;
	if (transmittedAt && publishedAt) return "Exécutoire : vérifiez les dates ci-dessus.";
	return "Exécutoire une fois transmise et publiée : personne ne signe avant.";
}

/** The PDF that was sent before, to be sent again with what is known now. */
async function stored(convention: string, { file }: Deliberation): Promise<Blob | null> {
	try {
		const answer = await fetch(fileOf(convention, file.hash));
		return answer.ok ? new File([await answer.blob()], file.name) : null;
	} catch {
		return null;
	}
}
