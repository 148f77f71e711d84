import type { Text } from "../../../shared/text/text.ts";
import type { ConventionPage } from "../../bootstrap.ts";
import { useConvention } from "../context.ts";
import { Find } from "../find/Find.tsx";
import { Rail } from "../rail/Rail.tsx";

/** What the page grows once its text stands: the rail and the search. */
export default function Late({ page, text }: { page: ConventionPage; text: Text }) {
	const { session } = useConvention();
	return (
		<>
			<Rail page={page} text={text} />
			<Find session={session} />
		</>
	);
}
