/** `GET /api/models`: the models that conventions are opened from. One of them is described by `Description` (model/clauses.ts). */
export interface ModelList {
	models: { id: string; title: string; digest: string }[];
}
