import type { Version } from "../../../shared/version/version.ts";
import { useConvention } from "../context.ts";
import { textOf } from "./acts.ts";

/** The PDF of a version, or that it is being made; it takes its place as soon as it is there. */
export function PdfLink({ version: { number, pdf } }: { version: Version }) {
	const { page } = useConvention();
	return (
		<span className="pdf-link" role="status">
			{pdf ? (
				<a href={textOf(page.convention.id, number, "pdf")}>
					PDF<span className="unseen"> de la version {number}</span>, {pdf.pages} pages
				</a>
			) : (
				"PDF en préparation…"
			)}
		</span>
	);
}
