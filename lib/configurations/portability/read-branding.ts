import type Stripe from "stripe";
import { plainLine } from "../../portal/text";

/** What of an account's look fits a merchant of ours. */
export type StripeBranding = {
  /** `#rrggbb` */
  readonly accent: string | null;
  readonly name: string | null;
  /** Files of Stripe's: only its own key may fetch them, so no page of ours can show them. */
  readonly leftOut: readonly ("icon" | "logo")[];
};

const nameSchema = plainLine(100).min(1);

/** The look of a Stripe account. What is not of the form that we show is as good as none. */
export function readBranding(account: Stripe.Account): StripeBranding {
  const branding = account.settings?.branding;
  const colour = [branding?.primary_color, branding?.secondary_color].find(
    (one) => typeof one === "string" && /^#[0-9a-f]{6}$/i.test(one),
  );
  const name = account.business_profile?.name ?? account.settings?.dashboard?.display_name;
  const files = ["icon", "logo"] as const;
  return {
    accent: colour ?? null,
    name: nameSchema.safeParse(name).data ?? null,
    leftOut: files.filter((file) => (branding?.[file] ?? null) !== null),
  };
}
