declare module "oidc-provider" {
	import type { IncomingMessage, ServerResponse } from "node:http";

	/** What the tests use of a package that brings no types. */
	export default class Provider {
		constructor(issuer: string, configuration: Record<string, unknown>);
		callback(): (request: IncomingMessage, response: ServerResponse) => void;
		interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
		Grant: new (properties: {
			clientId: string;
			accountId: string;
		}) => {
			addOIDCScope(scope: string): void;
			save(): Promise<string>;
		};
	}
}
