import { now } from "../clock";
import {
  type ConfigurationRow,
  findDefaultConfiguration,
  insertConfiguration,
} from "../db/configurations";
import { readMerchant } from "../db/merchants";
import { newId } from "../ids";
import { configurationSchema } from "../portal/configuration";
import { segmentOf } from "../portal/segment";
import { trailOfCreation } from "./trail-of";

/** The merchant's default configuration, made on first use: a portal works before anyone set it up. */
export async function defaultConfiguration(
  merchantId: string,
  livemode: boolean,
): Promise<ConfigurationRow> {
  const held = await findDefaultConfiguration(merchantId, livemode);
  if (held !== null) return held;
  const { slug } = await readMerchant(merchantId);
  const at = now();
  const row: ConfigurationRow = {
    id: newId("configuration"),
    merchantId,
    livemode,
    active: true,
    isDefault: true,
    document: configurationSchema.parse({}),
    metadata: {},
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
  const cause = { actorType: "system", actorId: "portico", request: null, replay: null } as const;
  const trail = trailOfCreation(row, segmentOf({ slug, livemode }), cause);
  if (await insertConfiguration(row, trail)) return row;
  const theirs = await findDefaultConfiguration(merchantId, livemode);
  if (theirs === null) throw new Error("The default configuration was neither kept nor found.");
  return theirs;
}
