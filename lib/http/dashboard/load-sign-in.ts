import { readDashboardPath } from "../../auth/dashboard-path";
import { demoMembers } from "../../auth/demo-members";
import { listProviders, type ProviderChoice } from "../../auth/providers";
import { demoSignInCode } from "../../auth/standing-secrets";
import { canMail } from "../../email/can-mail";
import { env } from "../../env";

/** The ways in that a sign-in page may offer. */
export type SignInData = {
  readonly canMail: boolean;
  readonly providers: readonly ProviderChoice[];
  /** The page of the dashboard to come back to. */
  readonly next: string | null;
  /** In the demo: the link that needs no mail, and who works there. */
  readonly demo: { readonly path: string; readonly emails: readonly string[] } | null;
};

/** `wish`: the page to come back to, if it is one. */
export function loadSignIn(wish: string | null): SignInData {
  const emails = Object.values(demoMembers).map(({ email }) => email);
  const demo = env().isDemo ? { path: `/dashboard/link/${demoSignInCode()}`, emails } : null;
  const next = wish === null ? null : readDashboardPath(wish);
  return { canMail: canMail(), providers: listProviders(), demo, next };
}
