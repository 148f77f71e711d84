export type Phase =
	| "drafting"
	| "submitted"
	| "adopted"
	| "signing"
	| "signed"
	| "superseded"
	| "expired"
	| "terminated";
