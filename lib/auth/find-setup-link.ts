import { hasOwner } from "../db/members";
import { env } from "../env";
import { setupToken } from "./standing-secrets";

/** Where the first owner signs up; null once there is one. The token stands behind the #, which no server logs. */
export async function findSetupLink(): Promise<string | null> {
  return (await hasOwner()) ? null : `${env().APP_URL}/dashboard/setup#${setupToken()}`;
}
