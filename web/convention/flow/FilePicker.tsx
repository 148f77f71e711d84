import { type DragEvent, useId, useState } from "react";
import { shownBytes } from "../../../shared/files/limits.ts";
import { typeset } from "../../../shared/text/typography.ts";

interface FilePickerProps {
	file: File | null;
	/** The name of the one that is recorded already, and stays unless another is chosen. */
	kept: string | null;
	problem: string;
	onFile: (file: File) => void;
}

/** A PDF that is chosen, or dropped on it. */
export function FilePicker({ file, kept, problem, onFile }: FilePickerProps) {
	const id = useId();
	const [over, setOver] = useState(false);
	const drop = (event: DragEvent) => {
		event.preventDefault();
		setOver(false);
		const [dropped] = event.dataTransfer.files;
		if (dropped) onFile(dropped);
	};
	const allow = (event: DragEvent) => {
		event.preventDefault();
		setOver(true);
	};
	return (
		<fieldset
			className="form-field pdf-drop"
			data-over={over || undefined}
			onDragOver={allow}
			onDragLeave={() => setOver(false)}
			onDrop={drop}
		>
			<legend className="unseen">Fichier</legend>
			<label htmlFor={id}>PDF de la délibération</label>
			<p className="hint" id={`${id}-hint`}>
				{file
					? typeset(`${file.name}, ${shownBytes(file.size)}`)
					: kept
						? `${kept}, déjà enregistré.`
						: "Choisissez-le, ou déposez-le ici."}
			</p>
			<input
				id={id}
				type="file"
				accept=".pdf,application/pdf"
				aria-describedby={problem ? `${id}-hint ${id}-problem` : `${id}-hint`}
				aria-invalid={problem !== ""}
				onChange={({ target }) => {
					const [chosen] = target.files ?? [];
					if (chosen) onFile(chosen);
				}}
			/>
			{problem && (
				<p className="wrong" id={`${id}-problem`}>
					{typeset(problem)}
				</p>
			)}
		</fieldset>
	);
}
