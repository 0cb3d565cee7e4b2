import type Stripe from "stripe";
import { now } from "../clock";
import { saveSnapshot } from "../db/snapshots";
import { PorticoError } from "../errors";
import type { PortalConfiguration } from "../portal/configuration";
import type { ProductFact, Snapshot, Window } from "../portal/snapshot";
import { read } from "../stripe/call";
import { loadStripe } from "../stripe/client";
import { toCustomer, toInvoice, toPaymentMethod, toSubscription } from "../stripe/reshape";
import { loadCatalogue, readProducts } from "./load-catalogue";
import { loadTarget } from "./load-target";
import { loadEarliestInvoice, loadOtherInvoices } from "./load-upcoming";

export type SnapshotScope = {
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly customerId: string;
  readonly configuration: PortalConfiguration;
};

export type SnapshotOptions = {
  /** An id an action names: it is put in, wherever it stands in its list, if it is this customer's. */
  readonly target?: string;
  /** The invoice after which the window of invoices begins. */
  readonly invoicesAfter?: string;
  /** `earliest` asks for one next invoice in the first wave; `all` for the others in a second one. */
  readonly upcoming?: "earliest" | "all" | "none";
};

const windowSize = { subscriptions: 100, paymentMethods: 50, invoices: 12 };

/**
 * One customer's billing, asked of Stripe in one wave of parallel calls, and kept for the next page when it
 * is the plain first window. Throws `resource_missing` for a customer Stripe does not know (or has deleted),
 * and the errors of `read`.
 */
export async function loadSnapshot(
  scope: SnapshotScope,
  options: SnapshotOptions = {},
): Promise<Snapshot> {
  const stripe = await loadStripe(scope.merchantId, scope.livemode);
  const begunAt = now().getTime() / 1000;
  const wave = await readWave(stripe, scope, options);
  const { catalogue, target } = wave;
  const subscriptions = addTarget(
    wave.subscriptions,
    target?.kind === "subscription" ? target.value : null,
  );
  const prices = [...catalogue.prices.values()];
  const products = await completeProducts(stripe, catalogue.products, subscriptions.data);
  const snapshot: Snapshot = {
    takenAt: Math.floor(begunAt),
    livemode: scope.livemode,
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
        ? await loadOtherInvoices(stripe, wave.subscriptions.data, wave.upcoming)
        : wave.upcoming,
  };
  if (options.target === undefined && options.invoicesAfter === undefined) {
    await saveSnapshot(scope, { listed: listedProducts(scope), snapshot }, begunAt);
  }
  return snapshot;
}

/** The plan list a snapshot was taken for: one taken for another list lacks its prices. */
export function listedProducts({ configuration }: SnapshotScope): string {
  return configuration.features.subscription_update.products
    .map(({ product }) => product)
    .join(" ");
}

async function readWave(stripe: Stripe, scope: SnapshotScope, options: SnapshotOptions) {
  const { customerId: customer, configuration, merchantId, livemode } = scope;
  const after = options.invoicesAfter;
  const [person, subscriptions, paymentMethods, invoices, catalogue, target, upcoming] =
    await Promise.all([
      read(() => stripe.customers.retrieve(customer)),
      read(() =>
        stripe.subscriptions.list({ customer, status: "all", limit: windowSize.subscriptions }),
      ),
      read(() =>
        stripe.customers.listPaymentMethods(customer, { limit: windowSize.paymentMethods }),
      ),
      readInvoices(stripe, customer, after),
      loadCatalogue(stripe, `${merchantId}:${livemode}`, configuration),
      options.target === undefined ? null : loadTarget(stripe, customer, options.target),
      options.upcoming === "none" ? [] : loadEarliestInvoice(stripe, customer),
    ]);
  if (person.deleted) throw new PorticoError("resource_missing", { param: "customer" });
  return {
    customer: toCustomer(person),
    subscriptions: toWindow(subscriptions, toSubscription),
    paymentMethods: toWindow(paymentMethods, toPaymentMethod),
    invoices: toWindow(invoices, toInvoice),
    catalogue,
    target,
    upcoming,
  };
}

/** A cursor that is not this customer's is refused, or it would tell that the invoice exists. */
async function readInvoices(stripe: Stripe, customer: string, after: string | undefined) {
  if (after !== undefined) {
    const cursor = await loadTarget(stripe, customer, after);
    if (cursor?.kind !== "invoice") {
      throw new PorticoError("resource_missing", { param: "invoices_after" });
    }
  }
  const page = after === undefined ? {} : { starting_after: after };
  return read(() => stripe.invoices.list({ customer, limit: windowSize.invoices, ...page }));
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

async function completeProducts(
  stripe: Stripe,
  known: ReadonlyMap<string, ProductFact>,
  subscriptions: Snapshot["subscriptions"]["data"],
): Promise<ProductFact[]> {
  const used = subscriptions.flatMap(({ items }) => items.map(({ price }) => price.productId));
  const missing = [...new Set(used)].filter((id) => !known.has(id));
  return [...known.values(), ...(await readProducts(stripe, missing))];
}
