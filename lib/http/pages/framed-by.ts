import { toPorticoError } from "../../errors";
import { logError, newRequestId } from "../respond";
import { frameAncestors } from "./frame-ancestors";

/**
 * Who may show a page in a frame, as a policy says it: the embed's page the merchant's own sites, the dashboard's
 * preview the dashboard, every other page nobody.
 */
export async function framedBy(pathname: string): Promise<string> {
  const [, area, segment = ""] = pathname.split("/");
  if (area === "embed") return await embedAncestors(segment);
  return area === "dashboard" && segment === "preview" ? "'self'" : "'none'";
}

/** Nobody, while it cannot be found out who. */
async function embedAncestors(segment: string): Promise<string> {
  try {
    return await frameAncestors(segment);
  } catch (error) {
    logError(toPorticoError(error), newRequestId());
    return "'none'";
  }
}

/** The same for browsers that know no policy, as far as they can be told; null where they cannot. */
export function frameOptions(ancestors: string): "DENY" | "SAMEORIGIN" | null {
  if (ancestors === "'none'") return "DENY";
  return ancestors === "'self'" ? "SAMEORIGIN" : null;
}
