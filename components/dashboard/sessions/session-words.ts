import type { PillTone } from "@/components/ui/pill";
import type { SessionState } from "@/lib/sessions/state";

/** Sessions in words. What a newer version wrote and this one does not know is shown as it stands. */
const proofs: Record<string, string> = {
  secret_key: "Your server (SDK)",
  email_link: "Mailed link",
};

const surfaces: Record<string, string> = { hosted: "Hosted page", embed: "In your site" };

export const states: Record<SessionState, { readonly text: string; readonly tone: PillTone }> = {
  unused: { text: "Not opened yet", tone: "outline" },
  active: { text: "Active", tone: "good" },
  idle: { text: "Timed out", tone: "plain" },
  expired: { text: "Ended", tone: "plain" },
  revoked: { text: "Revoked", tone: "warn" },
};

export function nameProof(proof: string): string {
  return proofs[proof] ?? proof;
}

export function nameSurface(surface: string): string {
  return surfaces[surface] ?? surface;
}

/** Whether there is still something to end. */
export function isOpen(state: SessionState): boolean {
  return state === "active" || state === "unused";
}

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
// By the 24 hours clock: before AM and PM, servers and browsers write different spaces.
const exact = new Intl.DateTimeFormat("en", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZone: "UTC",
});

/** How long before `now` something was, both in Unix seconds: "5 minutes ago". */
export function ago(at: number, now: number): string {
  const seconds = Math.max(0, now - at);
  if (seconds < 60) return "just now";
  if (seconds < 3600) return relative.format(-Math.floor(seconds / 60), "minute");
  if (seconds < 86_400) return relative.format(-Math.floor(seconds / 3600), "hour");
  return relative.format(-Math.floor(seconds / 86_400), "day");
}

/** The exact moment, in UTC. */
export function moment(at: number): string {
  return `${exact.format(new Date(at * 1000))} UTC`;
}
