import type Stripe from "stripe";
import type { Holdings } from "../../db/configuration-imports";
import type { Place } from "../../db/place";
import { loadStripe } from "../../stripe/client";
import {
  diffConfigurations,
  diffObjects,
  type ObjectDiff,
  type Wanted,
} from "./diff-configurations";
import { listReferences, type Reference } from "./map-references";
import { type Account, createMatcher } from "./match-catalogue";
import type { Portable, PortableConfiguration, PortableFeedbackOption } from "./portable";
import { emptyAccount, readAccount } from "./read-account";
import { toPortable, toPortableOption } from "./read-stored";
import { type Current, resolvePortable, type Unmatched } from "./resolve-portable";

/** What applying a document would do. Nothing of it happens as long as something is unmatched. */
export type Plan = {
  readonly configurations: readonly Wanted<PortableConfiguration>[];
  readonly feedbackOptions: readonly Wanted<PortableFeedbackOption>[];
  readonly diff: {
    readonly configurations: readonly ObjectDiff[];
    readonly feedback_options: readonly ObjectDiff[];
  };
  readonly unmatched: readonly Unmatched[];
};

/**
 * What applying `document` at `place` would do to what is `held` there. Stripe is read only when the document names
 * something that the configurations there do not name already. Throws what reading Stripe throws.
 */
export async function planChanges(place: Place, held: Holdings, document: Portable): Promise<Plan> {
  const current: Current = {
    livemode: place.livemode,
    configurations: held.configurations.map(toPortable),
    feedbackOptions: held.feedbackOptions.map(toPortableOption),
    elsewhere: held.elsewhere,
  };
  const known = new Set(referencesOf(current.configurations).map(({ id }) => id));
  const news = referencesOf(document.configurations).filter(
    ({ kind, id }) => kind !== "feedback_option" && !known.has(id),
  );
  const account = await loadAccount(place, news);
  const resolved = resolvePortable(current, document, createMatcher(document, account, known));
  const { configurations, feedbackOptions } = resolved;
  return {
    configurations,
    feedbackOptions,
    diff: {
      configurations: diffConfigurations(current.configurations, configurations),
      feedback_options: diffObjects(current.feedbackOptions, feedbackOptions),
    },
    unmatched: [...resolved.unmatched, ...findStrays(configurations, account)],
  };
}

async function loadAccount(place: Place, news: readonly Reference[]): Promise<Account> {
  if (news.length === 0) return emptyAccount;
  const stripe: Stripe = await loadStripe(place.merchantId, place.livemode);
  return readAccount(stripe, news);
}

function referencesOf(configurations: readonly PortableConfiguration[]): Reference[] {
  return configurations.flatMap(({ document }) => listReferences(document));
}

/** Prices that belong to another product here than the plan that lists them. */
function findStrays(
  configurations: readonly Wanted<PortableConfiguration>[],
  account: Account,
): Unmatched[] {
  return configurations.flatMap(({ value }, index) =>
    value.document.features.subscription_update.products.flatMap(({ product, prices }, at) =>
      prices.flatMap((id, place) => {
        const owner = account.prices.get(id)?.product ?? product;
        if (owner === product) return [];
        const list = `document.configurations[${index}].document.features.subscription_update`;
        const param = `${list}.products[${at}].prices[${place}]`;
        return [
          { param, id, message: `This price is of the product ${owner} here, not ${product}.` },
        ];
      }),
    ),
  );
}
