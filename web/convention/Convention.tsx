import type { Editor } from "@tiptap/core";
import { Suspense, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { isWritten } from "../../shared/convention/phase.ts";
import type { ConventionPage } from "../../shared/page/convention.ts";
import { type Progress, progressOf } from "../../shared/text/outline.ts";
import type { Text } from "../../shared/text/text.ts";
import type { Problem } from "../api.ts";
import { onMissed } from "../later.ts";
import { ConventionContext, useConvention } from "./context.ts";
import { useDesk } from "./desk.ts";
import { FlowDialog } from "./flow/later.ts";
import { NextStep } from "./flow/NextStep.tsx";
import type { FlowPlace } from "./flow/place.ts";
import { Company } from "./follow/later.ts";
import { Bar } from "./frame/Bar.tsx";
import { SommaireColumn, SommaireSheet } from "./frame/SommairePlaces.tsx";
import { NextBlank, Turn } from "./frame/Turn.tsx";
import { useHabits } from "./habits.ts";
import { Beside, useKeeper } from "./later.ts";
import { Replica } from "./live/replica.ts";
import { Paper, Served, Sheet } from "./paper/Paper.tsx";
import { WhoSigns } from "./signing/later.ts";
import { Hand } from "./toolbar/later.ts";

/** The page on which a convention is written. A refusal ends its replica; the person then starts another. */
export function Convention({ page: first, served }: { page: ConventionPage; served: Node[] }) {
	const [page, setPage] = useState(first);
	const [replica, setSession] = useState(() => new Replica(page));
	const Keeper = useKeeper(replica);
	useEffect(() => () => replica.destroy(), [replica]);
	return (
		<>
			<Desk key={replica.doc.guid} page={page} replica={replica} served={served} />
			{Keeper && (
				<Keeper page={page} replica={replica} onPage={setPage} onResume={() => setSession(new Replica(page))} />
			)}
		</>
	);
}

interface DeskProps {
	page: ConventionPage;
	replica: Replica;
	served: Node[];
}

function Desk({ page, replica, served }: DeskProps) {
	const text = useSyncExternalStore(replica.reading.subscribe, () => replica.reading.text);
	const { saved, refused } = useSyncExternalStore(replica.room.subscribe, () => replica.room.status);
	const [editor, setEditor] = useEditor();
	const [problem, setProblem] = useState<Problem | null>(null);
	const { structure } = replica.reading.state;
	const [signing, askWhoSigns] = useState<string | null>(null);
	const [flow, setFlow] = useState<FlowPlace | null>(null);
	// Another object each time: what was said of the last is over then.
	const openFlow = useCallback((place: FlowPlace) => setFlow({ ...place }), []);
	const desk = useDesk(page, replica, structure, setEditor, askWhoSigns, openFlow, setProblem);
	const progress = useMemo(() => progressOf(text), [text]);
	useHabits(replica, desk.mayWrite("all"));
	const leaveEditor = useCallback(() => setEditor(null), [setEditor]);
	useEffect(() => onMissed(() => setProblem(incomplete)), []);
	const ready = saved !== "connecting";
	return (
		<ConventionContext value={desk}>
			<a className="skip" href="#paper">
				Aller au texte
			</a>
			<a className="skip" href="#sommaire">
				Aller au sommaire
			</a>
			<a className="skip" href="#controles">
				Aller aux contrôles
			</a>
			<header className="head">
				<Bar page={page} replica={replica} phase={ready ? text.phase : page.convention.phase} />
				{ready ? <Turn text={text} progress={progress} parties={structure.parties} /> : <div className="turn" />}
			</header>
			<div className="desk">
				{ready ? <SommaireColumn text={text} progress={progress} replica={replica} /> : <div />}
				<Sheet inert={refused !== null} draft={text.draft}>
					<Suspense>
						{editor && <Hand key={editor.instanceId} editor={editor} cell={isCell(editor)} onLeave={leaveEditor} />}
					</Suspense>
					{ready ? <Paper text={text} /> : <Served nodes={served} />}
				</Sheet>
				<Suspense>{ready && <Beside text={text} />}</Suspense>
			</div>
			{ready && (
				<div className="dock">
					<SommaireSheet text={text} progress={progress} replica={replica} />
					<div id="dock-rail" />
					<DockNext text={text} progress={progress} />
				</div>
			)}
			{ready && (
				<Suspense>
					<Company replica={replica} />
				</Suspense>
			)}
			<Suspense>{flow && <FlowDialog place={flow} phase={text.phase} onClose={() => setFlow(null)} />}</Suspense>
			<Suspense>{signing && <WhoSigns party={signing} onClose={() => askWhoSigns(null)} />}</Suspense>
			{problem && <ProblemNote problem={problem} onClose={() => setProblem(null)} />}
		</ConventionContext>
	);
}

/** On a phone, what this person does next: what is theirs to fill, then their step; else the way to what others fill. */
function DockNext({ text, progress }: { text: Text; progress: Progress }) {
	const { isMine } = useConvention();
	const isFilling = isWritten(text.phase) && progress.blanks.some(isMine);
	return isFilling ? <NextBlank progress={progress} /> : <NextStep phase={text.phase} />;
}

/** The editor that is being written in, as long as it stands: a freeze or a row removed takes it away under the caret. */
function useEditor() {
	const [editor, setEditor] = useState<Editor | null>(null);
	useEffect(() => {
		const leave = () => setEditor(null);
		editor?.on("destroy", leave);
		return () => void editor?.off("destroy", leave);
	}, [editor]);
	return [editor?.isDestroyed ? null : editor, setEditor] as const;
}

const incomplete: Problem = {
	code: "incomplete",
	message:
		"Le réseau a manqué : une partie de la page n’est pas arrivée. Une fois vos mots enregistrés, rechargez la page.",
};

const isCell = (editor: Editor) => editor.view.dom.closest(".cell") !== null;

function ProblemNote({ problem, onClose }: { problem: Problem; onClose: () => void }) {
	return (
		<div className="problem" role="alert">
			<p>{problem.message}</p>
			<button type="button" onClick={onClose}>
				Fermer
			</button>
		</div>
	);
}
