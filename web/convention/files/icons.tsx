import { line } from "../icons.tsx";

export const AttachIcon = () =>
	line("M14.6 8.6l-5.5 5.5a3.4 3.4 0 0 1-4.8-4.8l6-6a2.3 2.3 0 0 1 3.2 3.2l-5.9 5.9a1.1 1.1 0 0 1-1.6-1.6l5.2-5.2");
export const UpIcon = () => line("M9 14.5v-11M4.5 8L9 3.5 13.5 8");
