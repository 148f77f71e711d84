import { useId, useRef, useState } from "react";
import { refusesOutright } from "../../../shared/access.ts";
import type { AttachedFile } from "../../../shared/convention/state.ts";
import { MAX_FILE_BYTES, shownBytes } from "../../../shared/files/limits.ts";
import type { TextFile, TextPart } from "../../../shared/text/text.ts";
import { typeset } from "../../../shared/text/typography.ts";
import { IMAGES_AND_PDF } from "../../files/upload.ts";
import { useConvention } from "../context.ts";
import { line, RemoveIcon } from "../icons.tsx";
import { FileItem } from "./FileItem.tsx";
import { useIncoming } from "./incoming.ts";
import { type Upload, useUploads } from "./uploads.ts";

/** What is attached to an annexe, and, for those who may, what attaches, describes, moves and removes. */
export function AnnexFiles({ part }: { part: TextPart }) {
	const mayAttach = useMayAttach(part.id);
	const path = useAnnexPath(part.id);
	const files = part.blocks.filter((block): block is TextFile => block.type === "file");
	const [said, setSaid] = useState("");
	const [fresh, setFresh] = useState<string | null>(null);
	const { uploads, add } = useUploads(path, (file, note) => {
		setFresh(file.id);
		setSaid([attachedLine(file), note].filter(Boolean).join(" "));
	});
	const take = (chosen: File[]) => {
		setSaid("");
		add(chosen);
	};
	const place = useRef<HTMLDivElement>(null);
	const over = useIncoming(place, mayAttach ? take : null);
	if (files.length === 0 && !mayAttach) return null;
	return (
		<div className="files" ref={place} data-over={over || undefined}>
			{files.length > 0 && (
				<ul aria-label={`Fichiers joints à l’${part.label.toLowerCase()}`}>
					{files.map((file, at) => (
						<FileItem
							key={file.id}
							file={file}
							path={`${path}/${file.id}`}
							place={{ first: at === 0, last: at === files.length - 1 }}
							fresh={file.id === fresh}
							mayChange={mayAttach}
							onSaid={setSaid}
						/>
					))}
				</ul>
			)}
			{uploads.length > 0 && (
				<ul className="uploads" aria-label="Envois">
					{uploads.map((upload) => (
						<UploadLine key={upload.key} upload={upload} />
					))}
				</ul>
			)}
			{mayAttach && <Attach label={part.label} onChosen={take} />}
			<p className="files-said" role="status">
				{said}
			</p>
		</div>
	);
}

const attachedLine = ({ name, type }: AttachedFile) =>
	type === "application/pdf" ? `« ${name} » est joint.` : `L’image « ${name} » est jointe.`;

function useMayAttach(annex: string): boolean {
	const { page, replica } = useConvention();
	const { phase } = replica.reading.state.structure;
	return page.annexes.includes(annex) && refusesOutright(page.me, "attach", phase) === null;
}

function useAnnexPath(annex: string): string {
	const { page } = useConvention();
	return `/api/conventions/${encodeURIComponent(page.convention.id)}/annexes/${encodeURIComponent(annex)}/files`;
}

/** A button that opens the file chooser; the words beside it are for those who have a mouse. */
function Attach({ label, onChosen }: { label: string; onChosen: (files: File[]) => void }) {
	const input = useRef<HTMLInputElement>(null);
	const help = useId();
	return (
		<div className="attach">
			<button type="button" aria-describedby={help} onClick={() => input.current?.click()}>
				<AttachIcon /> Joindre une image ou un PDF<span className="unseen"> à l’{label.toLowerCase()}</span>
			</button>
			<span id={help} className="attach-help">
				<span className="attach-drop">ou déposez-le sur l’annexe. </span>
				{typeset(`PNG, JPEG, WebP ou PDF, ${shownBytes(MAX_FILE_BYTES)} au plus.`)}
			</span>
			<input
				ref={input}
				type="file"
				accept={IMAGES_AND_PDF}
				multiple
				hidden
				onChange={({ target }) => {
					onChosen([...(target.files ?? [])]);
					target.value = "";
				}}
			/>
		</div>
	);
}

function UploadLine({ upload: { name, share, refusal, close } }: { upload: Upload }) {
	const id = useId();
	if (refusal) {
		return (
			<li className="upload upload--refused">
				<p role="alert">{typeset(refusal)}</p>
				<button type="button" onClick={close}>
					<RemoveIcon />
					<span className="unseen">Fermer ce message</span>
				</button>
			</li>
		);
	}
	return (
		<li className="upload">
			<span className="upload-name" id={id}>
				{name}
			</span>
			<progress aria-labelledby={id} value={share ?? 0} max={1} />
			<span className="upload-share">{shareLine(share)}</span>
			<button type="button" onClick={close} aria-label={`Annuler l’envoi de ${name}`}>
				Annuler
			</button>
		</li>
	);
}

function shareLine(share: number | null): string {
	if (share === null) return "En attente";
	return share === 1 ? "Vérification…" : `${Math.floor(share * 100)}\u00A0%`;
}

const AttachIcon = () =>
	line("M14.6 8.6l-5.5 5.5a3.4 3.4 0 0 1-4.8-4.8l6-6a2.3 2.3 0 0 1 3.2 3.2l-5.9 5.9a1.1 1.1 0 0 1-1.6-1.6l5.2-5.2");
