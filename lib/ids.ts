import { randomBytes } from "node:crypto";

/** Every id and token we make, by what it names. bps, bpc and fbo are Stripe's own prefixes. */
const prefixes = {
  portalSession: "bps",
  configuration: "bpc",
  merchant: "mer",
  member: "mem",
  stripeConnection: "con",
  apiKey: "key",
  intent: "int",
  event: "evt",
  auditEntry: "aud",
  request: "req",
  lease: "lse",
  emailLink: "eml",
  memberSession: "mse",
  mail: "mai",
  feedbackOption: "fbo",
  webhookEndpoint: "we",
  webhookDelivery: "whd",
  service: "svc",
  emailChange: "emc",
} as const;

const alphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** A fresh id: prefix, underscore, 24 random characters (about 140 bits). */
export function newId(kind: keyof typeof prefixes): string {
  return `${prefixes[kind]}_${randomText(24)}`;
}

/** 256 random bits, base64url, behind a prefix that a leak scanner can look for. */
export function newSecret(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString("base64url")}`;
}

function randomText(length: number): string {
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      const letter = byte < 236 ? alphabet[byte % alphabet.length] : undefined;
      if (letter !== undefined && text.length < length) text += letter;
    }
  }
  return text;
}
