import { getSchema } from "@tiptap/core";
import { nodesAndMarks } from "../../web/convention/editor/extensions.ts";

/** The page's own schema. */
export const schema = getSchema(nodesAndMarks);
