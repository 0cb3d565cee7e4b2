import { type ConfigurationRow, pageConfigurations } from "../db/configurations";
import type { Place } from "../db/place";
import type { Page } from "../db/read-page";
import { type ListParams, pageOf, requirePage } from "../wire/list-params";
import { defaultConfiguration } from "./default-configuration";

type Wish = ListParams & {
  readonly active?: boolean | undefined;
  readonly is_default?: boolean | undefined;
};

/**
 * A page of a merchant's configurations in one mode; the default one is there from the first call on. Throws
 * `resource_missing` (400) for an unknown cursor.
 */
export async function listConfigurations(
  { merchantId, livemode }: Place,
  wish: Wish,
): Promise<Page<ConfigurationRow>> {
  const query = pageOf(wish);
  await defaultConfiguration(merchantId, livemode);
  const filter = { active: wish.active, isDefault: wish.is_default };
  const page = await pageConfigurations({ merchantId, livemode }, query, filter);
  return requirePage(page, "configuration", query);
}
