import compiled from "./compiled.json" with { type: "json" };
import type { Model } from "./model.ts";

// TypeScript reads the kinds of blocks in a JSON file as plain strings.
/** Every model that a convention can be opened from. */
export const models = compiled as unknown as Model[];

export function modelOf(id: string): Model | undefined {
	return models.find((model) => model.id === id);
}
