/** The texts of the letters that a local server laid out for this address, the newest first. */
async function lettersTo(email: string, url: string): Promise<string[]> {
	const page = await (await fetch(`${url}/demo/outbox`)).text();
	const [, json = "null"] = /id="bootstrap"[^>]*>(.*?)<\/script>/s.exec(page) ?? [];
	const { account } = JSON.parse(json) as { account: { letters: { to: string; text: string }[] } };
	return account.letters.filter(({ to }) => to === email).map(({ text }) => text);
}

/** What follows this in the newest letter to this address that has it. */
export async function inLetter(email: string, url: string, before: string): Promise<string> {
	const text = (await lettersTo(email, url)).find((each) => each.includes(before)) ?? "";
	const [found = ""] = text.slice(text.indexOf(before) + before.length).split(/[\s&]/);
	if (found === "") throw new Error(`no letter to ${email} has ${before}`);
	return found;
}
