import * as Y from "yjs";
import { addParagraph, textIn } from "./layout.ts";

/** People press Enter: a paragraph that grows for ever would measure something nobody does. */
const PARAGRAPH_LENGTH = 400;
const TEXT = "Les signataires conviennent de poursuivre ensemble les actions engagées sur le territoire. ";

/**
 * Types one character after another at its own place, as an editor bound to Yjs would, and hands out each change as an
 * update. It never sees what others type: that changes nothing in what it sends.
 */
export class Typist {
	readonly doc = new Y.Doc();
	/** For each of its clocks, how many of its updates are complete before that clock. */
	readonly completeBefore: number[] = [0];
	private readonly text: Y.Text;
	private at: number;
	/** In the paragraph at hand. */
	private written = 0;
	private letter = 0;
	private update: Uint8Array = new Uint8Array();

	constructor(base: Uint8Array) {
		Y.applyUpdate(this.doc, base);
		this.text = textIn(this.doc);
		this.at = this.text.length;
		this.doc.on("update", (update) => {
			this.update = update;
		});
	}

	get clientId(): number {
		return this.doc.clientID;
	}

	/** Updates made so far. */
	get typed(): number {
		return this.completeBefore.at(-1) as number;
	}

	/** The next keystroke. */
	type(): Uint8Array {
		if (this.written >= PARAGRAPH_LENGTH) this.pressEnter();
		else this.press(TEXT[this.letter++ % TEXT.length] as string);
		const written = Y.getState(this.doc.store, this.clientId);
		const complete = this.typed;
		while (this.completeBefore.length < written) this.completeBefore.push(complete);
		this.completeBefore.push(complete + 1);
		return this.update;
	}

	private press(letter: string): void {
		this.text.insert(this.at++, letter);
		this.written++;
	}

	private pressEnter(): void {
		addParagraph(this.doc);
		this.at = this.text.length;
		this.written = 0;
	}
}
