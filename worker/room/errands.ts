import type { Errand } from "../../shared/version/errand.ts";

/**
 * Letters that are still to leave, on disk: what is told, and who was told of it already, so that a job which was cut off
 * goes on where it stood.
 */
export class Errands {
	readonly #sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
	}

	/** Call it inside the transaction of the act that is told. */
	add(errand: Errand): void {
		this.#sql.exec("INSERT INTO errand (detail, told) VALUES (?, '[]')", JSON.stringify(errand));
	}

	/** Oldest first, each with the ids of the people who were told. */
	all(): { id: number; errand: Errand; told: string[] }[] {
		const rows = this.#sql.exec<{ id: number; detail: string; told: string }>("SELECT * FROM errand ORDER BY id");
		return rows.toArray().map(({ id, detail, told }) => ({
			id,
			errand: JSON.parse(detail) as Errand,
			told: JSON.parse(told) as string[],
		}));
	}

	told(id: number, people: string[]): void {
		this.#sql.exec("UPDATE errand SET told = ? WHERE id = ?", JSON.stringify(people), id);
	}

	done(id: number): void {
		this.#sql.exec("DELETE FROM errand WHERE id = ?", id);
	}
}
