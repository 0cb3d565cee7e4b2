const words: Record<string, string> = {
  session_required: "Sign in to see this page. You come back to it afterwards.",
  session_expired: "You were signed out. Sign in again to go on.",
  reauth_required: "This needs a fresh sign-in. You come back to the same page.",
  email_invalid: "This does not look like an email address. Check it and try again.",
  credentials_invalid: "This is not the code from the newest mail. Check it and try again.",
  link_invalid: "This link is not complete, or it is not ours. Ask for a new one.",
  link_expired: "This link is older than 10 minutes. Ask for a new one.",
  link_superseded: "A newer link was sent since. Use the newest mail, or ask for a new one.",
  link_used: "This link was used already. Ask for a new one.",
  too_many_attempts: "Too many wrong codes. Ask for a new mail.",
  not_a_member: "Nobody with this account's address is a member here. Ask an owner to invite you.",
  address_unverified:
    "Your account has no verified primary address. Verify it there and try again.",
  AccessDenied: "You were not signed in: the other site said no.",
  OAuthAccountNotLinked: "This account belongs to another member.",
  mail_off: "This installation cannot send mail yet.",
  csrf_failed: "This page is not the one it should be. Open the dashboard again.",
  offline: "There is no connection. Nothing was sent; try again.",
  resource_missing: "This setup link is no longer good. Sign in instead.",
};

/** What an error's code means to the person who signs in. */
export function sayWhy(code: string, minutes = 1): string {
  if (code === "rate_limited") {
    return `Too many tries. Wait ${minutes} ${minutes === 1 ? "minute" : "minutes"} and try again.`;
  }
  const known = Object.hasOwn(words, code) ? words[code] : undefined;
  return known ?? "You are not signed in. Something went wrong on our side; try again.";
}
