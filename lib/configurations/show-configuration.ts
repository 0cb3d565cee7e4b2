import type { ConfigurationRow } from "../db/configurations";
import { findFeedbackOptions } from "../db/feedback-options";
import type { Place } from "../db/place";
import { segmentOf } from "../portal/segment";
import {
  feedbackOptionsPath,
  serialiseConfiguration,
  type WireConfiguration,
} from "../wire/portal-configuration";
import { readConfiguration } from "./read-configuration";
import { referencesOf } from "./require-references";

/** Whose configurations, and how the merchant is called in addresses. */
export type Owner = Place & { readonly slug: string };

/** A configuration as the API tells it; `expand` holds paths below it. */
export async function showConfiguration(
  { merchantId, livemode, slug }: Owner,
  row: ConfigurationRow,
  expand: ReadonlySet<string>,
): Promise<WireConfiguration> {
  const ids = expand.has(feedbackOptionsPath)
    ? referencesOf(readConfiguration(row.document)).feedbackOptions
    : [];
  const feedbackOptions = await findFeedbackOptions({ merchantId, livemode }, ids);
  const segment = segmentOf({ slug, livemode });
  return serialiseConfiguration(row, { segment, expand, feedbackOptions });
}
