import { PorticoError } from "../errors";
import { log } from "../log";
import type { ActionInput } from "../portal/actions";
import type { CancelReason } from "../portal/view";
import { read } from "../stripe/call";
import type { Scene } from "./action";
import type { StripeCall } from "./calls/stripe-call";

type Input = ActionInput<"cancel_subscription">;
type Reasons = readonly CancelReason[] | null;

type Params = Extract<StripeCall, { method: "subscriptions.update" }>["params"];

/** What Stripe keeps about why. */
export type Said = Pick<Params, "cancellation_details" | "metadata">;

const params = ["feedback", "feedback_option", "comment"] as const;

/** Nobody has to give a reason; where none is asked for, or not this one, none is taken either. */
export function requireReason(reasons: Reasons, input: Input): void {
  const given = params.find((param) => input[param] !== undefined);
  if (given === undefined) return;
  if (reasons === null) throw new PorticoError("feature_disabled", { param: given });
  const { feedback, feedback_option: own } = input;
  if (own !== undefined && (feedback !== undefined || findOwn(reasons, own) === null)) {
    throw notOffered("feedback_option");
  }
  const isOffered = reasons.some((one) => one.kind === "stripe" && one.feedback === feedback);
  if (feedback !== undefined && !isOffered) throw notOffered("feedback");
}

function notOffered(param: "feedback" | "feedback_option"): PorticoError {
  const message = "This reason is not on offer.";
  return new PorticoError("parameter_invalid", { param, message });
}

function findOwn(reasons: Reasons, id: string): string | null {
  const own = reasons?.find((one) => one.kind === "own" && one.feedbackOption === id);
  return own?.kind === "own" ? own.text : null;
}

/** The reason in Stripe's cancellation details, and under the metadata keys of the merchant's choice. */
export async function reasonOf(scene: Scene, reasons: Reasons, input: Input): Promise<Said> {
  const { feedback, feedback_option: id, comment } = input;
  const text = id === undefined ? null : findOwn(reasons, id);
  const words = comment ? { comment } : {};
  const metadata = metadataOf(scene, text ?? feedback, comment);
  if (id !== undefined && text !== null) {
    return { cancellation_details: await ownDetails(scene, { id, text, comment }), ...metadata };
  }
  if (feedback === undefined && !comment) return {};
  const details = { ...(feedback === undefined ? {} : { feedback }), ...words };
  return { cancellation_details: details, ...metadata };
}

type Own = {
  readonly id: string;
  readonly text: string;
  readonly comment: string | undefined;
};

/** One that was imported is known to Stripe by its id. One made here is another reason to Stripe, said in words. */
async function ownDetails({ stripe }: Scene, { id, text, comment }: Own) {
  try {
    await read(() => stripe.billing.feedbackOptions.retrieve(id));
    return { feedback_option: id, ...(comment ? { comment } : {}) };
  } catch (error) {
    if (!(error instanceof PorticoError)) throw error;
    if (error.code !== "resource_missing") log().info({ err: error }, "a reason was not found");
    const words = comment ? `${text}\n\n${comment}` : text;
    return { feedback: "other" as const, comment: words };
  }
}

function metadataOf(
  { configuration }: Scene,
  feedback: string | undefined,
  comment: string | undefined,
): Pick<Said, "metadata"> {
  const keys = configuration.portico.subscription_cancel.reason_metadata;
  const metadata = {
    ...(keys?.feedback && feedback ? { [keys.feedback]: feedback } : {}),
    ...(keys?.comment && comment ? { [keys.comment]: comment } : {}),
  };
  return Object.keys(metadata).length === 0 ? {} : { metadata };
}
