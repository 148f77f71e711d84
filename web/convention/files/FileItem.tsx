import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { renderFile } from "../../../shared/text/file.ts";
import type { TextFile } from "../../../shared/text/text.ts";
import { typeset } from "../../../shared/text/typography.ts";
import { send } from "../../api.ts";
import { useConvention } from "../context.ts";
import { DownIcon, UpIcon } from "../icons.tsx";
import { readingInk } from "../reading-ink.ts";
import { Describe } from "./Describe.tsx";

interface FileItemProps {
	file: TextFile;
	/** Where its commands go. */
	path: string;
	/** Where it stands among the files of its annexe. */
	place: { first: boolean; last: boolean };
	/** This person has just attached it, here. */
	fresh: boolean;
	mayChange: boolean;
	/** Tells those who do not see the page what has happened. */
	onSaid: (what: string) => void;
}

/** One attached file, with what those who may can do to it. */
export function FileItem({ file, path, place, fresh, mayChange, onSaid }: FileItemProps) {
	const [editing, setEditing] = useState(false);
	const change = useRef<HTMLButtonElement>(null);
	useEffect(() => {
		if (fresh && file.kind === "image") setEditing(true);
	}, [fresh, file.kind]);
	const close = () => {
		flushSync(() => setEditing(false));
		change.current?.focus();
	};
	return (
		<li>
			{renderFile(file, readingInk)}
			{editing && mayChange ? (
				<Describe file={file} path={path} onClose={close} onSaid={onSaid} />
			) : (
				<div className="file-line">
					<About file={file} mayChange={mayChange} />
					{mayChange && (
						<div className="file-tools">
							<button type="button" ref={change} onClick={() => setEditing(true)}>
								{file.kind === "pdf" ? "Titre" : file.alt === null ? "Décrire" : "Modifier"}
								<span className="unseen"> : {file.name}</span>
							</button>
							<Moves file={file} path={path} place={place} />
							<Remove file={file} path={path} onSaid={onSaid} />
						</div>
					)}
				</div>
			)}
		</li>
	);
}

/** What an image says to a person who does not see it; where nobody has written that yet, everyone is told. */
function About({ file: { kind, alt }, mayChange }: { file: TextFile; mayChange: boolean }) {
	if (kind === "pdf") return <span />;
	if (alt === null) return <span className="file-todo">{typeset("À vérifier : image sans description")}</span>;
	if (!mayChange) return null;
	return <span>{alt === "" ? "Image décorative" : typeset(`Description : ${alt}`)}</span>;
}

function Moves({ file, path, place }: Pick<FileItemProps, "file" | "path" | "place">) {
	const { run } = useConvention();
	const pressed = useRef<HTMLButtonElement | null>(null);
	const at = `${place.first} ${place.last}`;
	// What moves on the page loses the focus.
	// biome-ignore lint/correctness/useExhaustiveDependencies: the place is what has changed
	useEffect(() => pressed.current?.focus(), [at]);
	if (place.first && place.last) return null;
	const button = (move: "up" | "down", isEnd: boolean) => (
		<button
			type="button"
			aria-disabled={isEnd}
			onBlur={() => {
				pressed.current = null;
			}}
			onClick={async ({ currentTarget }) => {
				if (isEnd) return;
				await run(send("PATCH", path, { move }));
				pressed.current = currentTarget;
				currentTarget.focus();
			}}
		>
			{move === "up" ? <UpIcon /> : <DownIcon />}
			<span className="unseen">
				{move === "up" ? "Monter" : "Descendre"} {file.name}
			</span>
		</button>
	);
	return (
		<>
			{button("up", place.first)}
			{button("down", place.last)}
		</>
	);
}

function Remove({ file: { name }, path, onSaid }: Pick<FileItemProps, "file" | "path" | "onSaid">) {
	const { run } = useConvention();
	const remove = async () => {
		if (!window.confirm(`Retirer « ${name} » de l’annexe ?`)) return;
		await run(send("DELETE", path));
		onSaid(`« ${name} » est retiré.`);
	};
	return (
		<button type="button" onClick={remove}>
			Retirer<span className="unseen"> {name}</span>
		</button>
	);
}
