import type { TextSignatures } from "../../../shared/text/text.ts";
import { useConvention } from "../context.ts";

/** Below the last signatory of a party: what changes who signs for it, for those who may say so. */
export function SayWhoSigns({ party: { id, name } }: { party: TextSignatures }) {
	const { maySayWhoSigns, askWhoSigns } = useConvention();
	if (!maySayWhoSigns(id)) return null;
	return (
		<button type="button" className="say-who-signs" aria-haspopup="dialog" onClick={() => askWhoSigns(id)}>
			Modifier<span className="unseen"> qui signe pour {name}</span>
		</button>
	);
}
