import { renderShown } from "../../../shared/text/line.ts";
import type { TextField } from "../../../shared/text/text.ts";
import { isBlank } from "../../../shared/text/value.ts";
import { useConvention } from "../context.ts";
import { useFilling } from "../filling/later.ts";
import { readingInk } from "../reading-ink.ts";

/**
 * The name of a signatory, for those who say who signs: it reads as a part of its sentence, and opens the form. The button
 * lies over it, unseen, and is what keyboards and screen readers meet.
 */
export function SignatoryName({ field, party }: { field: TextField; party: string }) {
	const { replica, askWhoSigns } = useConvention();
	const filling = useFilling();
	const blank = isBlank(field.value);
	return (
		<span className={`field named${blank ? " blank" : ""}`} data-field={field.key}>
			<bdi aria-hidden="true">{blank ? field.label : renderShown(field, readingInk)}</bdi>
			<button
				type="button"
				data-stop=""
				aria-haspopup="dialog"
				aria-label={blank ? `${field.label}, à indiquer` : `${field.label} : ${field.value}, modifier`}
				onClick={() => askWhoSigns(party)}
				onKeyDown={filling?.onNameKeyDown(replica)}
			/>
		</span>
	);
}
