import { line } from "./icons.tsx";

export const UpIcon = () => line("M9 14.5v-11M4.5 8L9 3.5 13.5 8");
export const FindIcon = () => line("M8 13a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM11.7 11.7l3.3 3.3");
export const CheckIcon = () => line("M3.5 9.5l3.6 3.6L14.5 5");
