import { EditorContent, useEditor } from "@tiptap/react";
import { useLayoutEffect, useState } from "react";
import type { TextSection } from "../../../shared/text/text.ts";
import { useConvention } from "../context.ts";
import type { Ahead } from "./ahead.ts";
import { catchUp } from "./catch-up.ts";
import { optionsFor, receive } from "./editor.ts";

interface Props {
	section: TextSection;
	/** What was done in its place before it stood; null where the focus is elsewhere. */
	ahead: Ahead | null;
}

/**
 * A live editor on a free section, on the page as long as this is. To be mounted at once (`flushSync`): TipTap destroys an
 * editor that is not on the page a moment after it was made.
 */
export function SectionEditor({ section, ahead }: Props) {
	const desk = useConvention();
	// Made once: TipTap applies other options to the editor anew.
	const [options] = useState(() => optionsFor(section, desk));
	const editor = useEditor(options);
	const { replica } = desk;
	const { id } = section;
	// The page knows the editor as soon as it stands there, and before the next key.
	useLayoutEffect(() => {
		replica.editors.set(id, editor);
		const forget = receive(editor);
		if (ahead) catchUp(editor.view, ahead);
		return () => {
			forget();
			replica.editors.delete(id);
		};
	}, [editor, replica, id, ahead]);
	return <EditorContent editor={editor} />;
}
