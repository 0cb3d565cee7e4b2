import { findConfiguration, findDefaultConfiguration } from "../db/configurations";
import type { PortalConfiguration } from "../portal/configuration";
import { loginPath } from "../portal/login-path";
import { findMerchantPlace, type MerchantPlace } from "./find-merchant-place";
import { readConfiguration } from "./read-configuration";

/** Where customers of a merchant in one mode sign in by mail, and what their portal will be. */
export type LoginPage = MerchantPlace & {
  readonly configurationId: string;
  readonly isDefault: boolean;
  readonly configuration: PortalConfiguration;
  /** Its path: the portal's own for the default configuration. */
  readonly path: string;
};

/**
 * The login page of a portal's first path segment: of one configuration, or of the default one. Null when it
 * is switched off, and alike when merchant or configuration are unknown, foreign or inactive. Finds a merchant.
 */
export async function findLoginPage(
  segment: string,
  configurationId?: string,
): Promise<LoginPage | null> {
  const place = await findPlace(segment, configurationId);
  return place?.configuration.login_page.enabled === true ? place : null;
}

/** The same, whether or not its login page is switched on. */
export async function findPlace(
  segment: string,
  configurationId?: string,
): Promise<LoginPage | null> {
  const place = await findMerchantPlace(segment);
  if (place === null) return null;
  const { merchant, livemode } = place;
  const row =
    configurationId === undefined
      ? await findDefaultConfiguration(merchant.id, livemode)
      : await findKnown(merchant.id, livemode, configurationId);
  if (row?.active !== true) return null;
  return {
    ...place,
    configurationId: row.id,
    isDefault: row.isDefault,
    configuration: readConfiguration(row.document),
    path: loginPath(segment, row),
  };
}

async function findKnown(merchantId: string, livemode: boolean, id: string) {
  return /^bpc_\w{1,64}$/.test(id) ? findConfiguration(merchantId, livemode, id) : null;
}
