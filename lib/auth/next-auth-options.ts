import type { AuthOptions } from "next-auth";
import { nextAuthAdapter } from "../db/next-auth-adapter";
import { env } from "../env";
import { log } from "../log";
import { readDashboardPath } from "./dashboard-path";
import { memberLifetimes } from "./lifetimes";
import { newMemberToken } from "./open-member-session";
import { oauthProviders } from "./providers";
import { rejectMember } from "./reject-member";

const signInPage = "/dashboard/sign-in";

/** How next-auth works for one request: sessions in our database, no address but the dashboard to lead to. */
export function nextAuthOptions(action: string, providerId: string | undefined): AuthOptions {
  const { APP_URL, NEXTAUTH_SECRET } = env();
  return {
    secret: NEXTAUTH_SECRET,
    useSecureCookies: APP_URL.startsWith("https:"),
    providers: oauthProviders(),
    adapter: nextAuthAdapter({
      lifetimes: memberLifetimes,
      proof: providerId ?? "unknown",
      isSigningIn: action === "callback",
    }),
    session: {
      strategy: "database",
      maxAge: memberLifetimes.absoluteSeconds,
      // Never due: only a member's own doings keep a session alive.
      updateAge: memberLifetimes.absoluteSeconds,
      generateSessionToken: newMemberToken,
    },
    pages: { signIn: signInPage, signOut: signInPage, error: signInPage },
    callbacks: {
      signIn: async ({ account, profile }) => {
        const rejection = account === null ? "not_a_member" : await rejectMember(account, profile);
        return rejection === null || `${signInPage}?error=${rejection}`;
      },
      redirect: ({ url, baseUrl }) => `${baseUrl}${readDashboardPath(url) ?? "/dashboard"}`,
    },
    logger: {
      error: (code, metadata) => log().error({ reason: code, cause: reasonOf(metadata) }, code),
      warn: (code) => log().warn({ reason: code }, code),
    },
  };
}

/** Only the message, and nothing in it that may be a state or a token: what surrounds it may hold more of them. */
function reasonOf(metadata: unknown): string {
  const isWrapped = typeof metadata === "object" && metadata !== null && "error" in metadata;
  const error = isWrapped ? metadata.error : metadata;
  return error instanceof Error ? error.message.replace(/[\w-]{20,}/g, "…") : "";
}
