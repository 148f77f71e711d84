import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { MAX_ALT, MAX_TITLE } from "../../../shared/files/limits.ts";
import type { TextFile } from "../../../shared/text/text.ts";
import { typeset } from "../../../shared/text/typography.ts";
import { type Problem, send } from "../../api.ts";

interface DescribeProps {
	file: TextFile;
	path: string;
	onClose: () => void;
	onSaid: (what: string) => void;
}

const NOTHING_SAID = "Écrivez une phrase, ou cochez « Image décorative ».";

/** Asks what an image shows and how it is captioned, or which title a PDF has. Escape leaves it as it was. */
export function Describe({ file, path, onClose, onSaid }: DescribeProps) {
	const [alt, setAlt] = useState(file.alt ?? "");
	const [decorative, setDecorative] = useState(file.alt === "");
	const [title, setTitle] = useState(file.title);
	const [problem, setProblem] = useState<Pick<Problem, "message"> | null>(null);
	const isImage = file.kind === "image";
	const first = useFocusAtFirst();
	const id = useId();

	const save = async (event: FormEvent) => {
		event.preventDefault();
		if (isImage && !decorative && alt.trim() === "") {
			setProblem({ message: NOTHING_SAID });
			return first.current?.focus();
		}
		const refused = await send("PATCH", path, { title, ...(isImage ? { alt: decorative ? "" : alt } : {}) });
		if (refused) return setProblem(refused);
		onSaid(isImage ? "Description enregistrée." : "Titre enregistré.");
		onClose();
	};
	return (
		<form
			className="describe"
			noValidate
			onSubmit={save}
			onKeyDown={({ key }) => {
				if (key === "Escape") onClose();
			}}
		>
			{isImage && (
				<>
					<label htmlFor={`${id}-alt`}>Décrivez l’image en une phrase pour qui ne la voit pas</label>
					<textarea
						id={`${id}-alt`}
						ref={(element) => {
							first.current = element;
						}}
						rows={2}
						maxLength={MAX_ALT}
						value={decorative ? "" : alt}
						disabled={decorative}
						aria-invalid={problem?.message === NOTHING_SAID}
						aria-describedby={problem ? `${id}-problem` : undefined}
						onChange={({ target }) => setAlt(target.value)}
					/>
					<label className="describe-box">
						<input type="checkbox" checked={decorative} onChange={({ target }) => setDecorative(target.checked)} />
						{typeset("Image décorative : elle n’apprend rien à qui lit")}
					</label>
				</>
			)}
			<label htmlFor={`${id}-title`}>{isImage ? "Légende, facultative" : "Titre, à la place du nom du fichier"}</label>
			<input
				id={`${id}-title`}
				ref={(element) => {
					if (!isImage) first.current = element;
				}}
				type="text"
				maxLength={MAX_TITLE}
				value={title}
				onChange={({ target }) => setTitle(target.value)}
			/>
			{problem && (
				<p className="describe-problem" id={`${id}-problem`} role="alert">
					{typeset(problem.message)}
				</p>
			)}
			<div className="describe-end">
				<button type="submit" className="primary">
					Enregistrer
				</button>
				<button type="button" onClick={onClose}>
					{file.alt === null && isImage ? "Plus tard" : "Annuler"}
				</button>
			</div>
		</form>
	);
}

/** Goes to the first question, unless the person has begun to write elsewhere meanwhile. */
function useFocusAtFirst() {
	const first = useRef<HTMLTextAreaElement | HTMLInputElement | null>(null);
	useEffect(() => {
		const isWriting = document.activeElement?.matches("input:not([type=file]), textarea, [contenteditable]");
		if (!isWriting) first.current?.focus();
	}, []);
	return first;
}
