import { readDashboardPath } from "../auth/dashboard-path";
import { env } from "../env";
import { newSecret } from "../ids";

/** Seconds. Outlives the mailed link, so that one which is resent still opens here. */
const life = 3600;

/** What a browser keeps between asking for a link and opening it. */
export type MemberFlow = {
  /** The key that says it is the browser that asked. */
  readonly key: string | undefined;
  /** The page of the dashboard to come back to. */
  readonly next: string | null;
};

/** What the browser kept. */
export function readMemberFlow(cookieHeader: string | null): MemberFlow {
  const key = find(cookieHeader, flowName());
  const next = readDashboardPath(find(cookieHeader, nextName()) ?? "");
  return { key: key !== undefined && /^pfk_[\w-]{43}$/.test(key) ? key : undefined, next };
}

/** The browser's key, a new one where it has none, and the Set-Cookie lines that make it keep both. */
export function keepMemberFlow(
  { key: held }: MemberFlow,
  next: string | null,
): { key: string; lines: string[] } {
  const key = held ?? newSecret("pfk");
  const cleared = next === null ? 0 : life;
  return { key, lines: [line(flowName(), key, life), line(nextName(), next ?? "", cleared)] };
}

/** Set-Cookie lines that make the browser forget both. */
export function clearMemberFlow(): string[] {
  return [line(flowName(), "", 0), line(nextName(), "", 0)];
}

function line(name: string, value: string, maxAge: number): string {
  const secure = isSecure() ? "; Secure" : "";
  return `${name}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}

function find(header: string | null, name: string): string | undefined {
  const pair = (header ?? "").split(";").find((entry) => entry.trim().startsWith(`${name}=`));
  return pair?.trim().slice(name.length + 1);
}

function flowName(): string {
  return `${isSecure() ? "__Host-" : ""}portico_member_flow`;
}

function nextName(): string {
  return `${isSecure() ? "__Host-" : ""}portico_member_next`;
}

function isSecure(): boolean {
  return env().APP_URL.startsWith("https:");
}
