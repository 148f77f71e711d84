import { Fragment } from "react";
import { directed } from "../../shared/text/direction.ts";

/** A sentence with people's words in it: what is read from the right stands apart, and turns nothing around it round. */
export function Directed({ words }: { words: string }) {
	return directed(words).map(({ text, turned }, at) => {
		// biome-ignore lint/suspicious/noArrayIndexKey: a sentence's pieces have no other name.
		return turned ? <bdi key={at}>{text}</bdi> : <Fragment key={at}>{text}</Fragment>;
	});
}
