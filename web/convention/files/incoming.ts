import { type RefObject, useEffect, useRef, useState } from "react";

/**
 * Files that come by themselves to the part of the page around `place`: dropped on it, or an image pasted in it. True
 * while something is held over it. Words that are pasted go where they go without us.
 */
export function useIncoming(place: RefObject<HTMLElement | null>, take: ((files: File[]) => void) | null): boolean {
	const [over, setOver] = useState(false);
	const taking = useRef(take);
	taking.current = take;
	const takes = take !== null;
	useEffect(() => {
		const part = place.current?.closest<HTMLElement>(".part");
		if (!part || !takes) return;
		const ending = new AbortController();
		// Before the editors, which would take the drop for a place in their text.
		const options = { capture: true, signal: ending.signal };
		const hold = (event: DragEvent) => {
			if (!event.dataTransfer?.types.includes("Files")) return;
			event.preventDefault();
			event.stopPropagation();
			event.dataTransfer.dropEffect = "copy";
			setOver(true);
		};
		const leave = ({ relatedTarget }: DragEvent) => {
			if (!(relatedTarget instanceof Node && part.contains(relatedTarget))) setOver(false);
		};
		const receive = (event: Event, files: FileList | undefined) => {
			setOver(false);
			if (!files || files.length === 0) return;
			event.preventDefault();
			event.stopPropagation();
			taking.current?.([...files]);
		};
		part.addEventListener("dragenter", hold, options);
		part.addEventListener("dragover", hold, options);
		part.addEventListener("dragleave", leave, options);
		part.addEventListener("drop", (event) => receive(event, event.dataTransfer?.files), options);
		part.addEventListener("paste", (event) => receive(event, pastedFiles(event)), options);
		return () => ending.abort();
	}, [place, takes]);
	return over;
}

/** Word and spreadsheets put a picture of the words beside the words: then the words are meant. */
function pastedFiles({ clipboardData }: ClipboardEvent): FileList | undefined {
	return clipboardData?.getData("text/plain").trim() ? undefined : clipboardData?.files;
}
