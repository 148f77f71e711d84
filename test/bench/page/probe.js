/**
 * Runs in the measured page, and notes moments in milliseconds since the epoch, with the fractions of the page's own
 * clock: two pages of one machine can be compared.
 */
globalThis.probe = {
	pressed: [],
	painted: [],

	/** Notes when each key is pressed from now on, by the time the browser gave the event. */
	notePresses() {
		const pressed = [];
		this.pressed = pressed;
		const note = ({ timeStamp }) => {
			if (this.pressed === pressed) pressed.push(performance.timeOrigin + timeStamp);
		};
		addEventListener("keydown", note, true);
	},

	/** Notes when each letter more within a part has been painted: in the task after the frame that shows it. */
	notePaints(part) {
		this.painted = [];
		this.observer?.disconnect();
		const place = document.getElementById(part);
		const channel = new MessageChannel();
		channel.port1.onmessage = () => this.painted.push(performance.timeOrigin + performance.now());
		let length = place.textContent.length;
		this.observer = new MutationObserver(() => {
			const added = place.textContent.length - length;
			length += added;
			for (let letter = 0; letter < added; letter++) requestAnimationFrame(() => channel.port2.postMessage(null));
		});
		this.observer.observe(place, { subtree: true, childList: true, characterData: true });
	},

	/** When the first field that can be written in stood. */
	live: new Promise((resolve) => {
		const observer = new MutationObserver(() => {
			if (document.querySelector("main input[data-stop]") === null) return;
			observer.disconnect();
			resolve(performance.timeOrigin + performance.now());
		});
		observer.observe(document, { subtree: true, childList: true });
	}),

	firstText: () => performance.getEntriesByName("first-contentful-paint")[0].startTime,
};
