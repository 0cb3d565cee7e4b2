import { PorticoError } from "../errors";
import { newId } from "../ids";
import { database } from "./client";

export type MerchantRow = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly branding: unknown;
};

/** First segments of the hosted surface that no merchant may be called. */
const reservedSlugs = new Set(["session", "link", "test", "login", "refused"]);

/** Makes a merchant. Throws when the slug is malformed, reserved or taken. */
export async function insertMerchant(input: {
  slug: string;
  name: string;
  branding?: Record<string, string>;
}): Promise<MerchantRow> {
  const { slug, name, branding = {} } = input;
  if (!/^[a-z0-9-]{3,40}$/.test(slug) || reservedSlugs.has(slug)) {
    throw new PorticoError("parameter_invalid", { param: "slug" });
  }
  return database().merchant.create({ data: { id: newId("merchant"), slug, name, branding } });
}

/** The merchant with this slug, or null. One of the few reads that take no merchant: it finds one. */
export function findMerchantBySlug(slug: string): Promise<MerchantRow | null> {
  return database().merchant.findUnique({ where: { slug } });
}

/** The merchants of this installation, oldest first, at most `limit`. For `/` outside the demo. */
export function listMerchants(limit: number): Promise<MerchantRow[]> {
  return database().merchant.findMany({ orderBy: { createdAt: "asc" }, take: limit });
}
