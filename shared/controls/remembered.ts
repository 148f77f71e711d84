/**
 * `make` with a memory: one object is read once as long as it lives. The page keeps the objects of what did not change
 * from one text to the next, so that a key pressed has only its own part controlled again.
 */
export function remembered<K extends WeakKey, V>(make: (key: K) => V): (key: K) => V {
	const known = new WeakMap<K, { value: V }>();
	return (key) => {
		const entry = known.get(key) ?? { value: make(key) };
		known.set(key, entry);
		return entry.value;
	};
}
