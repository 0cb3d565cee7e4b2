import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
} from "node:crypto";
import { type EncryptionKey, env } from "./env";
import { PorticoError } from "./errors";

/** The place an encrypted value belongs to. It is authenticated: elsewhere the value does not open. */
export type SecretPlace = {
  readonly table: string;
  readonly column: string;
  readonly id: string;
  readonly merchantId: string;
  readonly livemode: boolean;
};

const version = "v1";
/** Said to the cipher too: without it, GCM takes a shorter tag, which is easier to guess. */
const authTagLength = 16;

/**
 * Envelope encryption, AES-256-GCM: a fresh data key encrypts the value, a key of the ring encrypts the
 * data key, and both are bound to `place`. Gives "v1.<key id>.<wrapped data key>.<nonce+ciphertext+tag>".
 */
export function encryptSecret(
  value: string,
  place: SecretPlace,
  ring = env().ENCRYPTION_KEYS,
): string {
  const [newest] = ring;
  if (newest === undefined)
    throw new PorticoError("internal", { message: "The key ring is empty." });
  const dataKey = randomBytes(32);
  const wrapped = seal(dataKey, newest.bytes, place);
  const sealed = seal(Buffer.from(value, "utf8"), dataKey, place);
  return [version, newest.id, wrapped.toString("base64url"), sealed.toString("base64url")].join(
    ".",
  );
}

/** Opens what encryptSecret made for this very place. Fails closed: throws `merchant_unavailable`. */
export function decryptSecret(
  envelope: string,
  place: SecretPlace,
  ring = env().ENCRYPTION_KEYS,
): string {
  try {
    const [mark, keyId, wrapped, sealed] = envelope.split(".");
    const key = ring.find(({ id }) => id === keyId);
    if (mark !== version || key === undefined || wrapped === undefined || sealed === undefined) {
      throw new Error("Unknown envelope version or key.");
    }
    const dataKey = open(Buffer.from(wrapped, "base64url"), key.bytes, place);
    return open(Buffer.from(sealed, "base64url"), dataKey, place).toString("utf8");
  } catch (cause) {
    throw new PorticoError("merchant_unavailable", { cause });
  }
}

/** The form in which API keys are stored: 256 random bits need no key, and outlive a rotation of the ring. */
export function hashApiKey(key: string): string {
  return createHash("sha256").update(`portico api key ${key}`).digest("hex");
}

/** The form in which session codes and tokens are stored: keyed, so a leaked dump is of no use. */
export function hashToken(
  token: string,
  ring: readonly EncryptionKey[] = env().ENCRYPTION_KEYS,
): string {
  // The oldest key stays in the ring through a rotation, so hashes made before it are still found.
  const oldest = ring.at(-1);
  if (oldest === undefined)
    throw new PorticoError("internal", { message: "The key ring is empty." });
  return createHmac("sha256", hashKeyOf(oldest)).update(token).digest("hex");
}

/**
 * A secret that is kept nowhere: made anew from the ring whenever it is needed, and another for each `purpose`.
 * Shaped as newSecret shapes them.
 */
export function deriveSecret(
  prefix: string,
  purpose: string,
  ring: readonly EncryptionKey[] = env().ENCRYPTION_KEYS,
): string {
  const oldest = ring.at(-1);
  if (oldest === undefined)
    throw new PorticoError("internal", { message: "The key ring is empty." });
  const bytes = hkdfSync("sha256", oldest.bytes, "", `portico derived ${purpose}`, 32);
  return `${prefix}_${Buffer.from(bytes).toString("base64url")}`;
}

/** Derived once for each key of the ring: every request hashes a token. */
const hashKeys = new WeakMap<Buffer, Buffer>();

function hashKeyOf({ bytes }: EncryptionKey): Buffer {
  const held = hashKeys.get(bytes);
  if (held !== undefined) return held;
  const made = Buffer.from(hkdfSync("sha256", bytes, "", "portico token hash", 32));
  hashKeys.set(bytes, made);
  return made;
}

function seal(plain: Buffer, key: Buffer, place: SecretPlace): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength }).setAAD(
    bytesOf(place),
  );
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function open(sealed: Buffer, key: Buffer, place: SecretPlace): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12), { authTagLength })
    .setAAD(bytesOf(place))
    .setAuthTag(sealed.subarray(-authTagLength));
  return Buffer.concat([decipher.update(sealed.subarray(12, -authTagLength)), decipher.final()]);
}

function bytesOf(place: SecretPlace): Buffer {
  const { table, column, id, merchantId, livemode } = place;
  return Buffer.from(JSON.stringify([table, column, id, merchantId, livemode]), "utf8");
}
