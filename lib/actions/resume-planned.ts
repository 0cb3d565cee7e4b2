import { nowSeconds } from "../clock";
import { dropPlannedResume, listDueResumes, type PlannedResume } from "../db/planned-resumes";
import { PorticoError } from "../errors";
import { log } from "../log";
import { once } from "../once";
import { blankConfiguration } from "../portal/blank-configuration";
import type { PortalConfiguration } from "../portal/configuration";
import { isSamePause } from "../portal/is-same-pause";
import { wholeScope } from "../portal/session-scope";
import { loadCustomer } from "../snapshot/load-customer";
import type { Viewer } from "../snapshot/scope-of";
import { timeOf } from "../snapshot/time-of";
import { loadStripe } from "../stripe/client";
import type { Scene } from "./action";
import { setScene } from "./checks/set-scene";
import { resumeSubscription } from "./resume-subscription";
import { runAction } from "./run-action";

const batch = 20;
/** So many are read for a batch: those of test mode that are known not to be due are left out. */
const readAtOnce = 200;
/** The time of a test mode's customer is asked for so often: only its own clock is ever moved. */
const lookSeconds = 60;
/** What is refused for so long is not going to be resumed; what could not be asked is tried for longer. */
const giveUpSeconds = 7 * 86_400;
const giveUpUnheardSeconds = 30 * 86_400;
/** What could not be resumed is tried again so much later, as another click would. */
const retrySeconds = 3600;

/**
 * Resumes what customers paused until a date that has come by their own time. It is the customer's own action, by the
 * same pipeline (lease, fresh view, intent, key, trail), confirmed when the pause was: the nonce is made of the pause's
 * intent, so that any number of processes do it once. Gives how many dates it looked at.
 */
export async function resumePlanned(): Promise<number> {
  const planned = (await listDueResumes(readAtOnce)).filter(mayBeDue).slice(0, batch);
  for (const plan of planned) await tryToResume(plan);
  return planned.length;
}

async function tryToResume(plan: PlannedResume): Promise<void> {
  try {
    await resumeIfDue(plan);
    await giveUpAfter(plan, giveUpSeconds);
  } catch (error) {
    log().warn({ subscription: plan.subscriptionId, err: error }, "could not resume");
    const isRefused = error instanceof PorticoError && error.status < 500;
    await giveUpAfter(plan, isRefused ? giveUpSeconds : giveUpUnheardSeconds);
  }
}

/** A pause that still stands so long after its end is left to the merchant, who finds it in the log. */
async function giveUpAfter(plan: PlannedResume, seconds: number): Promise<void> {
  if (nowSeconds() - plan.resumeAt <= seconds || !(await dropPlannedResume(plan))) return;
  const { merchantId, subscriptionId, resumeAt } = plan;
  log().error({ merchantId, subscription: subscriptionId, resumeAt }, "gave up resuming");
}

/** When the dates of test mode were last looked at and had not come, by intent. */
function lookedAt(): Map<string, number> {
  return once("resumes-looked-at", () => new Map<string, number>());
}

/** False for one that was not due a moment ago. Stripe is not asked about it again and again. */
function mayBeDue({ intentId, resumeAt }: PlannedResume): boolean {
  const at = lookedAt().get(intentId);
  const isKnown = at !== undefined && nowSeconds() - at < lookSeconds;
  if (!isKnown) lookedAt().delete(intentId);
  return resumeAt <= nowSeconds() || !isKnown;
}

async function resumeIfDue(plan: PlannedResume): Promise<void> {
  const scene = await findScene(plan);
  if (scene === "not_yet") {
    lookedAt().set(plan.intentId, nowSeconds());
    return;
  }
  const { subscriptionId: subscription } = plan;
  const fact = scene?.snapshot.subscriptions.data.find(({ id }) => id === subscription);
  const allowed = scene?.view.subscriptions.find(({ id }) => id === subscription)?.actions
    .resume_subscription.allowed;
  // Resumed or ended elsewhere, to end soon, paused anew by somebody else, or gone: nothing is left to do.
  if (!scene || !fact || !allowed || !isSamePause(fact, plan.confirmedAt)) {
    await dropPlannedResume(plan);
    return;
  }
  const input = { subscription };
  const { expected } = await resumeSubscription.preview(scene, input, scene.now);
  const nonce = `resume:${plan.intentId}:${Math.floor(scene.now / retrySeconds)}`;
  await runAction(viewerOf(plan), "resume_subscription", { nonce, input, expected });
}

/** What Stripe holds now, if the date has come. Null: the customer is no more. */
async function findScene(plan: PlannedResume): Promise<Scene | "not_yet" | null> {
  try {
    if (!(await isDue(plan))) return "not_yet";
    return await setScene(viewerOf(plan), { target: plan.subscriptionId, upcoming: "none" });
  } catch (error) {
    if (error instanceof PorticoError && error.code === "resource_missing") return null;
    throw error;
  }
}

/** The customer alone tells their time: a test clock's, or a sandbox's whose time was moved. */
async function isDue({ merchantId, livemode, customerId, resumeAt }: PlannedResume) {
  const stripe = await loadStripe(merchantId, livemode);
  return resumeAt <= timeOf(await loadCustomer(stripe, customerId));
}

/**
 * Who acts: the customer, in the session that confirmed the pause. What it allows beyond this one thing, and whether
 * pausing was switched off since, is no matter: the date was confirmed.
 */
function viewerOf({ merchantId, livemode, customerId, sessionId }: PlannedResume): Viewer {
  return {
    livemode,
    merchant: { id: merchantId },
    configuration: onlyPausing(),
    session: { id: sessionId, customerId, returnUrl: null, scope: wholeScope, flow: null },
  };
}

function onlyPausing(): PortalConfiguration {
  const blank = blankConfiguration();
  const { features } = blank;
  return {
    ...blank,
    features: {
      ...features,
      subscription_pause: { ...features.subscription_pause, enabled: true },
    },
  };
}
