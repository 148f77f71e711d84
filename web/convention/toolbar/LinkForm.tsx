import type { Editor } from "@tiptap/core";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { addressOf, schemeOf } from "../../../shared/text/address.ts";

/** Asks for the address that the selected words lead to. */
export function LinkForm({ editor, onDone }: { editor: Editor; onDone: () => void }) {
	const known = editor.getAttributes("link").href as string | undefined;
	const [wrong, setWrong] = useState<string | null>(null);
	const input = useRef<HTMLInputElement>(null);
	const id = useId();
	useEffect(() => input.current?.focus(), []);
	const remove = () => {
		editor.chain().focus().extendMarkRange("link").unsetLink().run();
		onDone();
	};
	const submit = (event: FormEvent) => {
		event.preventDefault();
		const typed = input.current?.value ?? "";
		const href = addressOf(typed);
		if (href === null) return setWrong(whyNot(typed));
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
				aria-invalid={wrong !== null}
				aria-describedby={`${id}-wrong`}
				inputMode="url"
			/>
			<button type="submit">Appliquer</button>
			{known && (
				<button type="button" onClick={remove}>
					Retirer le lien
				</button>
			)}
			<p id={`${id}-wrong`} role="alert">
				{wrong}
			</p>
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

/** What is wrong with an address, and what would do. */
function whyNot(typed: string): string {
	const scheme = schemeOf(typed);
	const good = "Écrivez une adresse de site, comme www.caf.fr, ou une adresse électronique.";
	if (scheme === null || ["http", "https", "mailto"].includes(scheme)) return good;
	return `Une adresse qui commence par «\u00A0${scheme}:\u00A0» ne peut pas figurer dans une convention. ${good}`;
}
