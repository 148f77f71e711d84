import type { Finding } from "../../../shared/controls/finding.ts";
import type { VersionChanges } from "../../../shared/page/convention.ts";
import type { Links, MadeLink } from "../../../shared/page/links.ts";
import type { Version } from "../../../shared/version/version.ts";
import type { SaidVote } from "../../../shared/version/vote.ts";
import { ask, send } from "../../api.ts";

const base = (convention: string) => `/api/conventions/${encodeURIComponent(convention)}`;

export const submit = (convention: string) => ask<{ version: Version }>("POST", `${base(convention)}/submit`, {});

export const findings = (convention: string) => ask<{ findings: Finding[] }>("GET", `${base(convention)}/findings`);

export const approve = (convention: string, digest: string) =>
	send("POST", `${base(convention)}/approvals`, { digest });

export const refuse = (convention: string, digest: string, reason: string) =>
	send("POST", `${base(convention)}/refusals`, { digest, reason });

export const reopen = (convention: string, reason: string) => send("POST", `${base(convention)}/reopen`, { reason });

export const changes = (convention: string, number: number, since: number) =>
	ask<VersionChanges>("GET", `${base(convention)}/versions/${number}/changes?since=${since}`);

/** Where the frozen text of a version is, in a format. */
export const textOf = (convention: string, number: number, format: "pdf" | "canonical" | "html") =>
	`${base(convention)}/versions/${number}/text?format=${format}`;

export const fileOf = (convention: string, hash: string) => `${base(convention)}/files/${hash}`;

/** Where a délibération is sent, with what is said of it. */
export const deliberationPath = (convention: string, party: string, digest: string, said: SaidVote) =>
	`${base(convention)}/deliberations?${new URLSearchParams({ party, digest, ...said })}`;

export const links = (convention: string) => ask<Links>("GET", `${base(convention)}/links`);

export const makeLink = (convention: string, version: number, label: string, expiresAt: string | null) =>
	ask<MadeLink>("POST", `${base(convention)}/links`, { version, label, expiresAt });

export const revokeLink = (convention: string, link: string) =>
	send("DELETE", `${base(convention)}/links/${encodeURIComponent(link)}`);
