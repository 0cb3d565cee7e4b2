import type Stripe from "stripe";
import type { z } from "zod";
import { blankConfiguration } from "../../portal/blank-configuration";
import { type PortalConfiguration, savableConfigurationSchema } from "../../portal/configuration";
import { fieldPath } from "../../wire/field-path";

/** What of Stripe's could not be kept, and why. */
export type LeftOut = { readonly path: string; readonly reason: string };

export type ReadConfiguration = {
  readonly document: PortalConfiguration;
  readonly leftOut: readonly LeftOut[];
};

/** Stripe's fields that stand beside our document, in columns of their own, or mean nothing here. */
const beside = new Set([
  ...["id", "object", "active", "application", "created", "updated"],
  ...["is_default", "livemode", "metadata"],
]);

/** Each round takes out at least one value, and no configuration of Stripe's has so many. */
const mostRounds = 500;

/**
 * One of Stripe's configurations as a document of ours. What our schema cannot hold (values and fields of a newer
 * Stripe, URLs we do not link to, what contradicts itself) is left out and told; where that leaves a gap, the feature
 * is as a new configuration of Stripe's has it, which allows less. Never throws.
 */
export function readStripeConfiguration(
  given: Stripe.BillingPortal.Configuration,
): ReadConfiguration {
  const raw = toRaw(given);
  const leftOut = removeEmptyPlans(raw);
  for (let round = 0; round < mostRounds; round += 1) {
    const parsed = savableConfigurationSchema.safeParse(merge(blankConfiguration(), raw));
    if (parsed.success) return { document: parsed.data, leftOut };
    const [issue] = parsed.error.issues;
    if (issue === undefined) break;
    const removed = removeFault(raw, issue);
    if (removed === null) break;
    if (!leftOut.some(({ path }) => path === removed.path)) leftOut.push(removed);
  }
  const reason = "Nothing of it could be read.";
  return { document: blankConfiguration(), leftOut: [...leftOut, { path: "", reason }] };
}

type Hash = { [key: string]: unknown };

/** A copy to take things out of. Stripe writes a list that was never set as null, and the login page's own address. */
function toRaw(given: object): Hash {
  const copy: unknown = JSON.parse(JSON.stringify(given));
  if (!isHash(copy)) return {};
  const raw = Object.fromEntries(Object.entries(copy).filter(([key]) => !beside.has(key)));
  const { login_page: login, features } = raw;
  if (isHash(login)) delete login["url"];
  const update = isHash(features) ? features["subscription_update"] : undefined;
  if (isHash(update) && update["products"] === null) delete update["products"];
  return raw;
}

/** Plans without a price, which offer nothing: taken out one by one, so that the others stay. */
function removeEmptyPlans(raw: Hash): LeftOut[] {
  const path = ["features", "subscription_update", "products"];
  const plans = valueAt(raw, path);
  if (!Array.isArray(plans)) return [];
  const isEmpty = (plan: unknown) =>
    isHash(plan) && Array.isArray(plan["prices"]) && plan["prices"].length === 0;
  const kept = plans.filter((plan) => !isEmpty(plan));
  if (kept.length === plans.length) return [];
  plans.splice(0, plans.length, ...kept);
  return [{ path: path.join("."), reason: "A product without prices offers nothing." }];
}

function isHash(value: unknown): value is Hash {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `over` where it says something, `base` elsewhere; lists are taken whole. */
function merge(base: unknown, over: unknown): unknown {
  if (!isHash(base) || !isHash(over)) return over === undefined ? base : over;
  const keys = new Set([...Object.keys(base), ...Object.keys(over)]);
  return Object.fromEntries([...keys].map((key) => [key, merge(base[key], over[key])]));
}

/** Takes the smallest thing out that the issue complains about; what is around it when that is not there. */
function removeFault(raw: Hash, issue: z.core.$ZodIssue): LeftOut | null {
  const reason = issue.code === "unrecognized_keys" ? "This field is unknown here." : issue.message;
  const tell = (path: readonly PropertyKey[]): LeftOut => ({
    path: fieldPath({ code: "custom", path: [...path], message: "" }),
    reason,
  });
  if (issue.code === "too_big" && issue.origin === "array") {
    const list = valueAt(raw, issue.path);
    if (Array.isArray(list) && list.length > Number(issue.maximum)) {
      list.splice(Number(issue.maximum));
      return tell(issue.path);
    }
  }
  const key = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  for (let path = [...issue.path, ...key]; path.length > 0; path = path.slice(0, -1)) {
    if (remove(raw, path)) return tell(path);
  }
  return null;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, step) => {
    if (Array.isArray(value)) return value[Number(step)];
    return isHash(value) && Object.hasOwn(value, String(step)) ? value[String(step)] : undefined;
  }, root);
}

function remove(root: Hash, path: readonly PropertyKey[]): boolean {
  const holder = valueAt(root, path.slice(0, -1));
  const last = path.at(-1);
  if (Array.isArray(holder) && Number(last) < holder.length) {
    holder.splice(Number(last), 1);
    return true;
  }
  if (!isHash(holder) || !Object.hasOwn(holder, String(last))) return false;
  delete holder[String(last)];
  return true;
}
