/** A mail to one person. `text` says all that `html` does: it must be readable without it. */
export interface Letter {
	to: string;
	subject: string;
	text: string;
	html: string;
}
