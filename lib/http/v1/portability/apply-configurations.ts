import { z } from "zod";
import { applyConfigurations as apply } from "../../../configurations/portability/apply-configurations";
import { parsePortable } from "../../../configurations/portability/parse-portable";
import { configurationDiffAnswer } from "../../../wire/configuration-diff";
import { endpoint } from "../endpoint";

/** `POST /v1/portico/configurations/apply` */
export const applyConfigurations = endpoint({
  method: "POST",
  path: "/v1/portico/configurations/apply",
  summary: "Apply an export of portal configurations",
  description:
    "All of it or nothing. `document` is an export as JSON text, at most 200 KB; with `dry_run` nothing is written. " +
    "Prices and products are matched by id, then `lookup_key`, then `sb_service` and `sb_tier` or the product's " +
    "name with interval, amount and currency. What has no counterpart stops it and is listed in `unmatched`.",
  params: z.strictObject({ document: z.string().min(1), dry_run: z.boolean().default(false) }),
  expandable: [],
  answer: configurationDiffAnswer,
  handle: ({ caller, params: { document, dry_run: dryRun }, causeOf }) =>
    apply(caller, parsePortable(document), { dryRun, causeOf }),
});
