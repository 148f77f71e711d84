/** How a free section presents itself to a screen reader, the same before its editor stands and after. */
export const textboxOf = ({ label }: { label: string }) =>
	({ role: "textbox", "aria-multiline": "true", "aria-label": label }) as const;
