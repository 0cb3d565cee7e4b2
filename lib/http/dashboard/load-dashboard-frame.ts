import type { MemberContext, Role } from "../../auth/member-context";
import { findReadable } from "../../configurations/read-configuration";
import { findDefaultConfiguration } from "../../db/configurations";
import { listMemberships } from "../../db/members";
import { listConnectedModes } from "../../db/stripe-connections";

/** What surrounds every page of the dashboard: whose it is, who looks, and where else they can go. */
export type DashboardFrameData = {
  /** The merchant and the mode, as the first path segment names them. */
  readonly segment: string;
  readonly livemode: boolean;
  readonly merchant: { readonly slug: string; readonly name: string };
  /** Where the member belongs, this merchant included, by name. */
  readonly merchants: readonly { readonly slug: string; readonly name: string }[];
  readonly member: { readonly email: string; readonly name: string | null };
  readonly role: Role;
  /** The modes in which a Stripe account is connected. */
  readonly connected: { readonly test: boolean; readonly live: boolean };
  /** The path of the customers' login page; null while it is switched off. */
  readonly loginPath: string | null;
};

const mostMerchants = 100;

/** The frame of the page that `context` was loaded for. */
export async function loadDashboardFrame(context: MemberContext): Promise<DashboardFrameData> {
  const { member, merchant, livemode, segment, role } = context;
  const [memberships, modes, configuration] = await Promise.all([
    listMemberships(member.id, mostMerchants),
    listConnectedModes(merchant.id),
    findDefaultConfiguration(merchant.id, livemode),
  ]);
  const settings = findReadable(configuration?.document);
  return {
    segment,
    livemode,
    merchant: { slug: merchant.slug, name: merchant.name },
    merchants: memberships.map((membership) => membership.merchant),
    member: { email: member.email, name: member.name },
    role,
    connected: { test: modes.includes(false), live: modes.includes(true) },
    loginPath: settings?.login_page.enabled === true ? `/p/${segment}` : null,
  };
}
