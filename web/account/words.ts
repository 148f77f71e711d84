const DAY = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long", year: "numeric" });
const MOMENT = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });

/** "22 novembre 2026". */
export const dayInWords = (iso: string) => DAY.format(new Date(iso));

/** "22 novembre à 14:05". */
export const momentInWords = (iso: string) => MOMENT.format(new Date(iso));
