import type { AuthOptions } from "next-auth";
import GithubProvider, { type GithubProfile } from "next-auth/providers/github";
import GoogleProvider, { type GoogleProfile } from "next-auth/providers/google";
import { env } from "../env";
import { pickPrimary, verifiedAddress } from "./verified-address";

/** A way to sign in beside the mailbox, as the sign-in page offers it. */
export type ProviderChoice = { readonly id: string; readonly name: string };

/** The providers whose credentials are set. */
export function oauthProviders(): AuthOptions["providers"] {
  const { GITHUB_ID, GITHUB_SECRET, GOOGLE_ID, GOOGLE_SECRET } = env();
  return [
    ...(GITHUB_ID && GITHUB_SECRET ? [github(GITHUB_ID, GITHUB_SECRET)] : []),
    ...(GOOGLE_ID && GOOGLE_SECRET ? [google(GOOGLE_ID, GOOGLE_SECRET)] : []),
  ];
}

export function listProviders(): ProviderChoice[] {
  return oauthProviders().map(({ id, name }) => ({ id, name }));
}

const emailsUrl = "https://api.github.com/user/emails";

/** The profile alone would give a public address, verified or not: the list of addresses says more. */
function github(clientId: string, clientSecret: string): AuthOptions["providers"][number] {
  return GithubProvider<GithubProfile>({
    clientId,
    clientSecret,
    userinfo: {
      url: "https://api.github.com/user",
      async request({ client, tokens }) {
        const token = tokens.access_token ?? "";
        const profile = await client.userinfo(token);
        const answer = await fetch(emailsUrl, { headers: { Authorization: `Bearer ${token}` } });
        const primary = answer.ok ? pickPrimary(await answer.json()) : null;
        return { ...profile, ...(primary ?? { email: "", email_verified: false }) };
      },
    },
    profile: (profile) => ({ id: String(profile.id), email: verifiedAddress(profile) }),
    // Safe because the address was verified by the provider just now, and by us when the member was made.
    allowDangerousEmailAccountLinking: true,
  });
}

function google(clientId: string, clientSecret: string): AuthOptions["providers"][number] {
  return GoogleProvider<GoogleProfile>({
    clientId,
    clientSecret,
    authorization: { params: { prompt: "select_account" } },
    profile: (profile) => ({ id: profile.sub, email: verifiedAddress(profile) }),
    allowDangerousEmailAccountLinking: true,
  });
}
