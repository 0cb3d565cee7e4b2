import {
  type ConfigurationRow,
  findDefaultConfiguration,
  insertConfiguration,
} from "../db/configurations";
import { configurationSchema } from "../portal/configuration";

/** The merchant's default configuration, made on first use: a portal works before anyone set it up. */
export async function defaultConfiguration(
  merchantId: string,
  livemode: boolean,
): Promise<ConfigurationRow> {
  const held = await findDefaultConfiguration(merchantId, livemode);
  if (held !== null) return held;
  const document = configurationSchema.parse({});
  return insertConfiguration({ merchantId, livemode, isDefault: true, document });
}
