import { listMerchants } from "../../db/merchants";
import { env } from "../../env";

/**
 * Where `/` leads: the demo's start page, or outside the demo the only merchant's page. Null when there
 * are several merchants or none, and so no page that could be meant.
 */
export async function leadHome(): Promise<"/demo" | `/p/${string}` | null> {
  if (env().isDemo) return "/demo";
  const [only, ...others] = await listMerchants(2);
  return only === undefined || others.length > 0 ? null : `/p/${only.slug}`;
}
