import { now } from "@/lib/clock";
import {
  type ConfigurationRow,
  findDefaultConfiguration,
  insertConfiguration,
} from "@/lib/db/configurations";
import { newId } from "@/lib/ids";
import { makeTrail } from "./make-trail";

/** A configuration without an event. Asked for a default when there is one already, gives that one. */
export async function makeConfiguration(input: {
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly isDefault: boolean;
  readonly document: object;
  readonly metadata?: Readonly<Record<string, string>>;
}): Promise<ConfigurationRow> {
  const { merchantId, livemode, isDefault } = input;
  const at = now();
  const row: ConfigurationRow = {
    id: newId("configuration"),
    active: true,
    metadata: {},
    version: 1,
    createdAt: at,
    updatedAt: at,
    ...input,
  };
  if (await insertConfiguration(row, makeTrail(input))) return row;
  const held = isDefault ? await findDefaultConfiguration(merchantId, livemode) : null;
  if (held === null) throw new Error("The configuration was not kept.");
  return held;
}
