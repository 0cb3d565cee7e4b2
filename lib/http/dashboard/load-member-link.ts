import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { inspectMemberLink } from "../../auth/inspect-member-link";
import { PorticoError } from "../../errors";
import type { InspectedLink } from "../../proofs/inspect-link";
import { linkCodeHeader } from "../hide-link-code";
import { readMemberFlow } from "./member-flow";

/**
 * What a member's mailed link would do in this browser. proxy.ts has answered links that are no good with their
 * status; one that became so since leads to the sign-in page.
 */
export async function loadMemberLink(code: string): Promise<InspectedLink> {
  const sent = await headers();
  const { key } = readMemberFlow(sent.get("cookie"));
  try {
    return await inspectMemberLink(sent.get(linkCodeHeader) ?? code, key);
  } catch (error) {
    if (error instanceof PorticoError && error.status < 500) redirect("/dashboard/sign-in");
    throw error;
  }
}
