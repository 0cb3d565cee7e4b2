import { PorticoError } from "../errors";
import { newId } from "../ids";
import { database, type Transaction } from "./client";

export type MerchantRow = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly branding: unknown;
};

/** First segments of the hosted surface and of the dashboard that no merchant may be called. */
const reservedSlugs = new Set([
  ...["session", "link", "test", "login", "refused"],
  ...["sign-in", "setup", "preview"],
]);

/** Makes a merchant. Throws when the slug is malformed, reserved or taken. */
export async function insertMerchant(
  input: { slug: string; name: string; branding?: Record<string, string> },
  tx: Transaction = database(),
): Promise<MerchantRow> {
  const { slug, name, branding = {} } = input;
  if (!/^[a-z0-9-]{3,40}$/.test(slug) || reservedSlugs.has(slug)) {
    throw new PorticoError("parameter_invalid", { param: "slug" });
  }
  return tx.merchant.create({ data: { id: newId("merchant"), slug, name, branding } });
}

/** The merchant with this slug, or null. One of the few reads that take no merchant: it finds one. */
export function findMerchantBySlug(
  slug: string,
  tx: Transaction = database(),
): Promise<MerchantRow | null> {
  return tx.merchant.findUnique({ where: { slug } });
}

/** The merchant of this id. Throws when there is none. */
export function readMerchant(id: string): Promise<MerchantRow> {
  return database().merchant.findUniqueOrThrow({ where: { id } });
}

/** Sets the accent of a merchant that has none yet: `#rrggbb`. */
export async function fillAccent(merchantId: string, accent: string): Promise<void> {
  await database().$executeRaw`
    UPDATE merchants SET branding = branding || jsonb_build_object('accent', ${accent}::text)
    WHERE id = ${merchantId} AND branding->>'accent' IS NULL`;
}

/** Gives a merchant another name, when it still has the one it was made with. */
export async function renameMerchant(id: string, from: string, to: string): Promise<void> {
  await database().merchant.updateMany({ where: { id, name: from }, data: { name: to } });
}

/** The merchants of this installation, oldest first, at most `limit`. For `/` outside the demo. */
export function listMerchants(limit: number): Promise<MerchantRow[]> {
  return database().merchant.findMany({ orderBy: { createdAt: "asc" }, take: limit });
}
