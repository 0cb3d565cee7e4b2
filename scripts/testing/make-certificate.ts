import { generateKeyPairSync, type KeyObject, sign, X509Certificate } from "node:crypto";

// Node reads certificates and makes none: the few lines of DER (X.690) that an X.509 v3 certificate takes.

function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const body = Buffer.concat(contents);
  const { length } = body;
  const size =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

const sequence = (...contents: readonly Buffer[]) => der(0x30, ...contents);
const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const integer = (value: number) => der(0x02, Buffer.from([value]));
const yes = der(0x01, Buffer.from([0xff]));

const ecdsaWithSha256 = sequence(oid("2a8648ce3d040302"));
const commonName = (text: string) =>
  sequence(der(0x31, sequence(oid("550403"), der(0x0c, Buffer.from(text)))));
const time = (at: Date) =>
  der(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]/g, "").slice(0, 14)}Z`));

function extensionsOf(host: string | null): Buffer {
  const isAuthority = sequence(oid("551d13"), yes, der(0x04, sequence(yes)));
  if (host === null) return isAuthority;
  const names = sequence(der(0x82, Buffer.from(host)));
  return sequence(oid("551d11"), der(0x04, names));
}

export type Certificate = {
  readonly name: string;
  /** PEM */
  readonly cert: string;
  /** PEM */
  readonly key: string;
  readonly privateKey: KeyObject;
};

type Wish = {
  /** Whom it is for: a host name, or null for an authority. */
  readonly host: string | null;
  /** Who signs it; null: itself. */
  readonly issuer: Certificate | null;
  /** Days from now on which its life begins and ends. */
  readonly days?: readonly [number, number];
};

/** A certificate with a fresh key, good for TLS servers on this machine. */
export function makeCertificate({ host, issuer, days = [-1, 1] }: Wish): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = host ?? "An authority of the tests";
  const [from, until] = days.map((day) => time(new Date(Date.now() + day * 86_400_000)));
  if (from === undefined || until === undefined) throw new Error("No life.");
  const content = sequence(
    der(0xa0, integer(2)),
    integer(Math.floor(Math.random() * 127) + 1),
    ecdsaWithSha256,
    commonName(issuer?.name ?? name),
    sequence(from, until),
    commonName(name),
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(extensionsOf(host))),
  );
  const signature = sign("sha256", content, issuer?.privateKey ?? privateKey);
  const bits = der(0x03, Buffer.concat([Buffer.from([0]), signature]));
  return {
    name,
    privateKey,
    cert: new X509Certificate(sequence(content, ecdsaWithSha256, bits)).toString(),
    key: String(privateKey.export({ type: "pkcs8", format: "pem" })),
  };
}
