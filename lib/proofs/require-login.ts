import { findLoginPage, type LoginPage } from "../configurations/find-login-page";
import type { MerchantPlace } from "../configurations/find-merchant-place";
import { PorticoError } from "../errors";

/**
 * The login page of the configuration that a link was asked for with, while customers may still come in by it. Throws
 * `feature_disabled` (404).
 */
export async function requireLogin(
  { segment }: MerchantPlace,
  configurationId: string | null,
): Promise<LoginPage> {
  const login = configurationId === null ? null : await findLoginPage(segment, configurationId);
  if (login === null) throw new PorticoError("feature_disabled", { status: 404 });
  return login;
}
