import { controls } from "../../../shared/controls/controls.ts";
import type { State } from "../../../shared/convention/state.ts";
import type { Model } from "../../../shared/model/model.ts";
import type { Text, TextPart } from "../../../shared/text/text.ts";

/** The model comes once; then each text as it becomes, its parts null where they are those of before. */
export type Ask =
	| { model: Model }
	| { text: Omit<Text, "parts"> & { parts: (TextPart | null)[] }; state: Pick<State, "fields" | "structure"> };

let model: Model;
let parts: TextPart[] = [];

self.onmessage = ({ data }: MessageEvent<Ask>) => {
	if ("model" in data) {
		model = data.model;
		return;
	}
	const { text, state } = data;
	// The same objects where nothing changed: only the part that was typed in is controlled again.
	parts = text.parts.map((part, index) => part ?? (parts[index] as TextPart));
	self.postMessage(controls({ ...text, parts }, state, model));
};
