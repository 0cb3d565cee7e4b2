import type Stripe from "stripe";
import { now } from "../clock";
import { saveSnapshot } from "../db/snapshots";
import type { PortalConfiguration } from "../portal/configuration";
import { isInView } from "../portal/narrow-snapshot";
import type { SessionScope } from "../portal/session-scope";
import { invoiceScope } from "../portal/show-invoice";
import {
  type ProductFact,
  type Snapshot,
  type SubscriptionFact,
  snapshotShape,
  type Window,
} from "../portal/snapshot";
import { read } from "../stripe/call";
import { loadStripe } from "../stripe/client";
import { toPaymentMethod, toSubscription } from "../stripe/reshape";
import { loadCatalogue, readProducts } from "./load-catalogue";
import { loadCustomer } from "./load-customer";
import { loadInvoices } from "./load-invoices";
import { loadTarget } from "./load-target";
import { loadEarliestInvoice, loadOtherInvoices } from "./load-upcoming";
import { withSchedules } from "./with-schedules";

export type SnapshotScope = {
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly customerId: string;
  readonly configuration: PortalConfiguration;
  readonly scope: SessionScope;
};

export type SnapshotOptions = {
  /** An id an action names: it is put in, wherever it stands in its list, if it is this customer's. */
  readonly target?: string | null;
  /** The invoice after which the window of invoices begins. */
  readonly invoicesAfter?: string;
  /** `earliest` asks for one next invoice in the first wave; `all` for the others in a second one. */
  readonly upcoming?: "earliest" | "all" | "none";
};

const windowSize = { subscriptions: 100, paymentMethods: 50 };

/**
 * One customer's billing, asked of Stripe in one wave of parallel calls, and kept for the next page when it
 * is the plain first window. `client` is the merchant's Stripe, when the caller has it already. Throws
 * `resource_missing` for a customer Stripe does not know (or has deleted), and the errors of `read`.
 */
export async function loadSnapshot(
  scope: SnapshotScope,
  options: SnapshotOptions = {},
  client?: Stripe,
): Promise<Snapshot> {
  const stripe = client ?? (await loadStripe(scope.merchantId, scope.livemode));
  const begunAt = now().getTime() / 1000;
  const wave = await readWave(stripe, scope, options);
  const { catalogue, target } = wave;
  const subscriptions = addTarget(
    await completeWindow(stripe, scope, wave.subscriptions),
    target?.kind === "subscription" ? target.value : null,
  );
  const prices = [...catalogue.prices.values()];
  const products = await completeProducts(stripe, catalogue.products, subscriptions.data);
  const snapshot: Snapshot = {
    takenAt: Math.floor(begunAt),
    livemode: scope.livemode,
    timeAhead: wave.timeAhead,
    customer: wave.customer,
    subscriptions,
    paymentMethods: addTarget(
      wave.paymentMethods,
      target?.kind === "payment_method" ? target.value : null,
    ),
    invoices: addTarget(wave.invoices, target?.kind === "invoice" ? target.value : null),
    products,
    prices,
    upcoming:
      options.upcoming === "all"
        ? await loadOtherInvoices(stripe, inView(subscriptions, scope), wave.upcoming)
        : wave.upcoming,
  };
  if (options.target == null && options.invoicesAfter === undefined) {
    const kept = { shape: snapshotShape, takenFor: takenFor(scope), snapshot };
    await saveSnapshot(scope, kept, begunAt);
  }
  return snapshot;
}

/** What of configuration and session decides what is read: a snapshot taken for others lacks prices or invoices. */
export function takenFor(limits: SnapshotScope): string {
  const { configuration, scope } = limits;
  const listed = configuration.features.subscription_update.products.map(({ product }) => product);
  const narrowed = [scope.subscriptionId, scope.onBehalfOf].filter((id) => id !== null);
  return [invoiceScope(limits), ...narrowed, ...listed].join(" ");
}

async function readWave(stripe: Stripe, scope: SnapshotScope, options: SnapshotOptions) {
  const { customerId: customer, configuration, merchantId, livemode } = scope;
  const listed = { customer, status: "all" as const, limit: windowSize.subscriptions };
  const [person, subscriptions, paymentMethods, invoices, catalogue, target, upcoming] =
    await Promise.all([
      loadCustomer(stripe, customer),
      withSchedules("data.schedule", (shown) => stripe.subscriptions.list({ ...listed, ...shown })),
      read(() =>
        stripe.customers.listPaymentMethods(customer, { limit: windowSize.paymentMethods }),
      ),
      loadInvoices(stripe, { ...scope, after: options.invoicesAfter }),
      loadCatalogue(stripe, `${merchantId}:${livemode}`, configuration),
      options.target == null ? null : loadTarget(stripe, scope, options.target),
      options.upcoming === "none" ? [] : loadEarliestInvoice(stripe, scope),
    ]);
  return {
    ...person,
    subscriptions: toWindow(subscriptions, toSubscription),
    paymentMethods: toWindow(paymentMethods, toPaymentMethod),
    invoices,
    catalogue,
    target,
    upcoming,
  };
}

function toWindow<Theirs, Ours>(
  list: Stripe.ApiList<Theirs>,
  reshape: (value: Theirs) => Ours,
): Window<Ours> {
  return { data: list.data.map(reshape), hasMore: list.has_more };
}

/** Puts the retrieved target in the place of its older copy, or at the end of its window. */
function addTarget<Fact extends { readonly id: string }>(
  window: Window<Fact>,
  target: Fact | null,
): Window<Fact> {
  if (target === null) return window;
  return { ...window, data: [...window.data.filter(({ id }) => id !== target.id), target] };
}

/** With the only subscription that the session shows, however far down Stripe's list it stands. */
async function completeWindow(
  stripe: Stripe,
  owner: SnapshotScope,
  window: Window<SubscriptionFact>,
): Promise<Window<SubscriptionFact>> {
  const { subscriptionId } = owner.scope;
  const isThere = window.data.some(({ id }) => id === subscriptionId);
  if (subscriptionId === null || isThere || !window.hasMore) return window;
  const found = await loadTarget(stripe, owner, subscriptionId);
  return addTarget(window, found?.kind === "subscription" ? found.value : null);
}

function inView({ data }: Window<SubscriptionFact>, { scope }: SnapshotScope): SubscriptionFact[] {
  return data.filter((subscription) => isInView(subscription, scope));
}

async function completeProducts(
  stripe: Stripe,
  known: ReadonlyMap<string, ProductFact>,
  subscriptions: Snapshot["subscriptions"]["data"],
): Promise<ProductFact[]> {
  const used = subscriptions.flatMap(({ items }) => items.map(({ price }) => price.productId));
  const missing = [...new Set(used)].filter((id) => !known.has(id));
  return [...known.values(), ...(await readProducts(stripe, missing))];
}
