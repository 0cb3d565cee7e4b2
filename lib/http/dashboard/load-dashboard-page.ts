import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { MemberContext } from "../../auth/member-context";
import { visitMerchant } from "../../auth/visit-merchant";
import { PorticoError } from "../../errors";
import { newRequestId } from "../respond";
import { heldMemberToken } from "./member-cookie";

/**
 * Whose dashboard page this is: `segment` names the merchant and the mode. Opening a page is activity.
 * proxy.ts has answered anonymous and foreign visitors with their status; what changes between the two leads
 * to the sign-in page or is a missing page.
 */
export async function loadDashboardPage(segment: string): Promise<MemberContext> {
  const token = heldMemberToken((await headers()).get("cookie"));
  try {
    return await visitMerchant({ token, requestId: newRequestId() }, segment, "act");
  } catch (error) {
    if (error instanceof PorticoError && error.status === 401) redirect("/dashboard/sign-in");
    if (error instanceof PorticoError && error.status === 404) notFound();
    throw error;
  }
}
