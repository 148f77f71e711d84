/**
 * What editors share with other late code stands in the first chunk. A browser never gets a module again that it once failed to
 * get: in a chunk of its own it would take the editors along when, in a tunnel, the other code did not come.
 */
import "../shared/live/flatten.ts";
import "../shared/live/spans.ts";
import "../shared/room/writer.ts";
import "./convention/flow/names.ts";
import "./convention/live/cursor.ts";
import "./convention/shortcuts/keys.ts";
