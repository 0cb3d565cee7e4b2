import type { Route } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { findHome, type Place } from "../../auth/find-home";
import { visitMember } from "../../auth/visit-member";
import { PorticoError } from "../../errors";
import { heldMemberToken } from "./member-cookie";

/** Leads a member to their only merchant, or gives those they may choose from. */
export async function loadMemberHome(): Promise<{ email: string; places: readonly Place[] }> {
  const token = heldMemberToken((await headers()).get("cookie"));
  const { memberId, email } = await requireMember(token);
  const home = await findHome(memberId);
  if (home.kind === "only") redirect(home.path as Route);
  return { email, places: home.places };
}

async function requireMember(token: string | undefined) {
  try {
    return await visitMember(token, null, "act");
  } catch (error) {
    if (error instanceof PorticoError && error.status === 401) redirect("/dashboard/sign-in");
    throw error;
  }
}
