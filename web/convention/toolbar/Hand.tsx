import type { ComponentProps } from "react";
import { SlashList } from "./SlashList.tsx";
import { Toolbar } from "./Toolbar.tsx";

/** What stands beside the text while someone writes: the toolbar, and the list that "/" opens. */
export default function Hand(props: ComponentProps<typeof Toolbar>) {
	return (
		<>
			<Toolbar {...props} />
			<SlashList editor={props.editor} />
		</>
	);
}
