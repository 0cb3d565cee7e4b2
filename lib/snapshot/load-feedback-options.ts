import { findFeedbackOptions } from "../db/feedback-options";
import type { PortalConfiguration } from "../portal/configuration";
import type { Snapshot } from "../portal/snapshot";

type Asked = {
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly configuration: PortalConfiguration;
};

/** The merchant's own reasons that the configuration asks for. Nothing is read where it names none. */
export async function loadFeedbackOptions({
  configuration,
  ...place
}: Asked): Promise<Snapshot["feedbackOptions"]> {
  const rows = await findFeedbackOptions(place, feedbackOptionsOf(configuration));
  return rows
    .filter(({ deactivatedAt }) => deactivatedAt === null)
    .map(({ id, description }) => ({ id, text: description }));
}

/** The ids of the merchant's own reasons, as far as a reason is asked for at all. */
export function feedbackOptionsOf({ features }: PortalConfiguration): readonly string[] {
  const { enabled, feedback_options: options } = features.subscription_cancel.cancellation_reason;
  return enabled ? (options ?? []) : [];
}
