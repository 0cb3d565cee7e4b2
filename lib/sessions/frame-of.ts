import { z } from "zod";
import { env } from "../env";
import type { MerchantFrame } from "../portal/frame";

/** What a merchant may set of its look. A value that does not fit is as good as none. */
const brandingSchema = z.object({
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .nullable()
    .catch(null),
  logo_url: z
    .url({ protocol: /^https$/ })
    .nullable()
    .catch(null),
});

/** The merchant's name and look as the portal's pages show them; `loginUrl` where customers sign in by mail. */
export function frameOf(
  segment: string,
  merchant: { readonly name: string; readonly branding: unknown },
  livemode: boolean,
  loginUrl: string | null = null,
): MerchantFrame {
  const branding = brandingSchema.safeParse(merchant.branding).data;
  return {
    segment,
    base: `/p/${segment}`,
    name: merchant.name,
    livemode,
    accent: branding?.accent ?? null,
    logoUrl: branding?.logo_url ?? null,
    sandbox: env().isDemo && env().STRIPE_SECRET_KEY === undefined,
    loginUrl,
  };
}
