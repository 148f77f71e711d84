import { createPortal } from "react-dom";
import { isWritten } from "../../shared/convention/phase.ts";
import type { Text } from "../../shared/text/text.ts";
import { useConvention } from "./context.ts";
import { useControls } from "./controls/tab.tsx";
import { Find } from "./find/Find.tsx";
import { useVersionsTab } from "./flow/tab.tsx";
import { useFirstBlank } from "./frame/first-blank.ts";
import { Rail } from "./rail/Rail.tsx";
import { ShortcutsButton } from "./shortcuts/ShortcutsButton.tsx";

/** What stands beside the text, and comes once the text stands: the rail, the search and the list of shortcuts. */
export default function Beside({ text }: { text: Text }) {
	const { replica } = useConvention();
	const controls = useControls(text);
	const versions = useVersionsTab(text);
	const bar = document.getElementById("bar-tools");
	useFirstBlank(text);
	return (
		<>
			<Rail tabs={isWritten(text.phase) ? [controls, versions] : [versions, controls]} />
			<Find replica={replica} />
			{bar && createPortal(<ShortcutsButton />, bar)}
		</>
	);
}
