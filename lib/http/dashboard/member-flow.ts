import { readDashboardPath } from "../../auth/dashboard-path";
import { isBrowserKey } from "../../embed/browser-key";
import { newSecret } from "../../ids";
import { cookieLine, heldValue, hostName } from "../cookie";

/** Outlives the mailed link, so that one which is resent still opens here. */
const flowSeconds = 3600;

/** What a browser keeps between asking for a link and opening it. */
export type MemberFlow = {
  /** The key that says it is the browser that asked. */
  readonly key: string | undefined;
  /** The page of the dashboard to come back to. */
  readonly next: string | null;
};

const flowName = () => hostName("portico_member_flow");
const nextName = () => hostName("portico_member_next");

/** What the browser kept. */
export function readMemberFlow(cookieHeader: string | null): MemberFlow {
  const key = heldValue(cookieHeader, flowName());
  const next = readDashboardPath(heldValue(cookieHeader, nextName()) ?? "");
  return { key: isBrowserKey(key) ? key : undefined, next };
}

/** The browser's key, a new one where it has none, and the Set-Cookie lines that make it keep both. */
export function keepMemberFlow(
  { key: held }: MemberFlow,
  next: string | null,
): { key: string; lines: string[] } {
  const key = held ?? newSecret("pfk");
  const nextSeconds = next === null ? 0 : flowSeconds;
  const lines = [
    cookieLine(flowName(), key, flowSeconds),
    cookieLine(nextName(), next ?? "", nextSeconds),
  ];
  return { key, lines };
}

/** Set-Cookie lines that make the browser forget both. */
export function clearMemberFlow(): string[] {
  return [cookieLine(flowName(), "", 0), cookieLine(nextName(), "", 0)];
}
