import type { Editor } from "@tiptap/core";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { isSafeHref } from "../../../shared/schema.ts";

/** Asks for the address that the selected words lead to. */
export function LinkForm({ editor, onDone }: { editor: Editor; onDone: () => void }) {
	const known = editor.getAttributes("link").href as string | undefined;
	const [wrong, setWrong] = useState(false);
	const input = useRef<HTMLInputElement>(null);
	const id = useId();
	useEffect(() => input.current?.focus(), []);
	const remove = () => {
		editor.chain().focus().extendMarkRange("link").unsetLink().run();
		onDone();
	};
	const submit = (event: FormEvent) => {
		event.preventDefault();
		const href = addressOf(input.current?.value ?? "");
		setWrong(href === null);
		if (href === null) return;
		setLink(editor, href);
		onDone();
	};
	return (
		<form className="link-form" onSubmit={submit} noValidate>
			<label htmlFor={id}>Adresse du lien</label>
			<input
				ref={input}
				id={id}
				defaultValue={known ?? ""}
				placeholder="www.exemple.fr"
				aria-invalid={wrong}
				inputMode="url"
			/>
			<button type="submit">Appliquer</button>
			{known && (
				<button type="button" onClick={remove}>
					Retirer le lien
				</button>
			)}
			{wrong && <p role="alert">Écrivez une adresse de site, comme www.caf.fr, ou une adresse électronique.</p>}
		</form>
	);
}

/** Where nothing is selected, the address itself becomes the words. */
function setLink(editor: Editor, href: string) {
	const chain = editor.chain().focus().extendMarkRange("link");
	const nothing = editor.state.selection.empty && !editor.isActive("link");
	if (nothing) chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
	else chain.setLink({ href }).run();
}

/** "www.caf.fr" leads to https://www.caf.fr, "mairie@lys.fr" to a mailbox; null for what leads nowhere safe. */
function addressOf(typed: string): string | null {
	const words = typed.trim();
	const isMailbox = /^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/.test(words);
	const href = /^[a-z]+:/i.test(words) ? words : isMailbox ? `mailto:${words}` : `https://${words}`;
	return isSafeHref(href) && /\.|^mailto:/.test(href) ? href : null;
}
