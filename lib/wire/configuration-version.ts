import { z } from "zod";
import type { VersionRow } from "../db/configurations";

/** What an answer with a former version is. */
export const configurationVersionAnswer = z.strictObject({
  object: z.literal("portico.configuration_version"),
  configuration: z.string(),
  version: z.int(),
  active: z.boolean(),
  replaced_at: z.int(),
});

/** What a configuration was before a save, without its document; `replaced_at` in Unix seconds. */
export function serialiseVersion(
  configuration: string,
  { version, active, createdAt }: VersionRow,
): z.infer<typeof configurationVersionAnswer> {
  return {
    object: "portico.configuration_version",
    configuration,
    version,
    active,
    replaced_at: Math.floor(createdAt.getTime() / 1000),
  };
}
