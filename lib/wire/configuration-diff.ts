import { z } from "zod";

const difference = z.strictObject({
  path: z.string(),
  before: z.unknown(),
  after: z.unknown(),
});

const objectDiff = z.strictObject({
  id: z.string(),
  source: z.string(),
  change: z.enum(["created", "updated", "deactivated", "unchanged"]),
  differences: z.array(difference),
});

/** What applying an export answers: what was done, or would be. */
export const configurationDiffAnswer = z.strictObject({
  object: z.literal("portico.configuration_diff"),
  livemode: z.boolean(),
  dry_run: z.boolean(),
  configurations: z.array(objectDiff),
  feedback_options: z.array(objectDiff),
});
