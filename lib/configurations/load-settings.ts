import type { MemberContext } from "../auth/member-context";
import { canMail } from "../email/can-mail";
import { env } from "../env";
import { configurationSchema, type PortalConfiguration } from "../portal/configuration";
import type { MerchantFrame } from "../portal/frame";
import { frameOf } from "../sessions/frame-of";
import { defaultConfiguration } from "./default-configuration";
import { listSellableProducts, type SellableProducts } from "./list-sellable-products";

export type Settings = {
  readonly configuration: string;
  readonly current: { readonly version: number; readonly document: PortalConfiguration };
  readonly sellable: SellableProducts;
  /** Where customers sign in by mail, when that is on. */
  readonly loginUrl: string;
  readonly canMail: boolean;
  /** What surrounds the preview. */
  readonly frame: MerchantFrame;
};

/**
 * What the settings page shows of a merchant's default configuration. Null when a newer version of us saved it: what
 * this one does not know must not be lost. Opens without Stripe too (`sellable.problem`).
 */
export async function loadSettings({
  merchant,
  livemode,
  segment,
}: Pick<MemberContext, "merchant" | "livemode" | "segment">): Promise<Settings | null> {
  const row = await defaultConfiguration(merchant.id, livemode);
  const document = configurationSchema.safeParse(row.document).data;
  if (document === undefined) return null;
  const { products } = document.features.subscription_update;
  return {
    configuration: row.id,
    current: { version: row.version, document },
    sellable: await listSellableProducts(merchant.id, livemode, products),
    loginUrl: `${env().APP_URL}/p/${segment}`,
    canMail: canMail(),
    frame: frameOf(segment, merchant, livemode),
  };
}
