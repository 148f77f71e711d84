import { line } from "../icons.tsx";

export const MinusIcon = () => line("M3.5 9h11");
export const BulletsIcon = () => line("M7 4.5h8M7 9h8M7 13.5h8M3 4.5h.01M3 9h.01M3 13.5h.01");
export const NumbersIcon = () =>
	line("M8 4.5h7M8 9h7M8 13.5h7M2.6 3.2l1-.6v3.2M2.5 11.6c1.6-1 2.4.3 1.4 1.3l-1.4 1.4h2.1");
export const OutdentIcon = () => line("M8 4h7M8 9h7M8 14h7M5 6.5L2.5 9 5 11.5");
export const IndentIcon = () => line("M8 4h7M8 9h7M8 14h7M2.5 6.5L5 9l-2.5 2.5");
export const TableIcon = () => line("M2.5 3.5h13v11h-13zM2.5 7.2h13M2.5 10.9h13M9 3.5v11");
export const LinkIcon = () =>
	line(
		"M7.6 10.4a2.9 2.9 0 0 0 4.1 0l2.4-2.4a2.9 2.9 0 0 0-4.1-4.1l-.9.9M10.4 7.6a2.9 2.9 0 0 0-4.1 0L3.9 10a2.9 2.9 0 0 0 4.1 4.1l.9-.9",
	);
export const UndoIcon = () => line("M6.5 4L3 7.5 6.5 11M3.3 7.5h6.9a4 4 0 0 1 0 8H8");
export const RedoIcon = () => line("M11.5 4L15 7.5 11.5 11M14.7 7.5H7.8a4 4 0 0 0 0 8H10");
