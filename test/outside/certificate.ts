import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as x509 from "@peculiar/x509";

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/**
 * Makes a certificate for localhost that lasts a day, by an authority that workerd trusts: Miniflare reads
 * `NODE_EXTRA_CA_CERTS` when it is first imported, so this must have ended before. The tests can then speak TLS as a
 * deployment does. Every project of Vitest loads the configuration, and calls this, again.
 */
export async function trustLocalhost(): Promise<void> {
	if (process.env.COPACTE_TEST_TLS) return;
	const [authorityKeys, keys] = [await newKeys(), await newKeys()];
	const lasting = {
		notBefore: new Date(Date.now() - 60_000),
		notAfter: new Date(Date.now() + 24 * 3_600_000),
		signingAlgorithm: algorithm,
	};
	const authority = await x509.X509CertificateGenerator.createSelfSigned({
		...lasting,
		name: "CN=the authority of the tests",
		keys: authorityKeys,
		extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
	});
	const certificate = await x509.X509CertificateGenerator.create({
		...lasting,
		subject: "CN=localhost",
		issuer: authority.subject,
		publicKey: keys.publicKey,
		signingKey: authorityKeys.privateKey,
		extensions: [new x509.SubjectAlternativeNameExtension([{ type: "dns", value: "localhost" }])],
	});
	const others = process.env.NODE_EXTRA_CA_CERTS;
	const file = join(mkdtempSync(join(tmpdir(), "copacte-tls-")), "trusted.pem");
	writeFileSync(file, `${authority.toString("pem")}\n${others ? readFileSync(others, "utf8") : ""}`);
	process.env.NODE_EXTRA_CA_CERTS = file;
	// What starts the servers is loaded apart from this, and reads it from here.
	const key = x509.PemConverter.encode(await exported(keys.privateKey), "PRIVATE KEY");
	process.env.COPACTE_TEST_TLS = JSON.stringify({ key, cert: certificate.toString("pem") });
}

const newKeys = async () => (await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
const exported = async (key: CryptoKey) => (await crypto.subtle.exportKey("pkcs8", key)) as ArrayBuffer;
