import type Stripe from "stripe";
import { now } from "../clock";
import { saveSnapshot } from "../db/snapshots";
import type { PortalConfiguration } from "../portal/configuration";
import { serviceOf } from "../portal/narrow-service";
import { isInView } from "../portal/narrow-snapshot";
import type { SessionScope } from "../portal/session-scope";
import { invoiceScope } from "../portal/show-invoice";
import {
  type PaymentMethodFact,
  type Snapshot,
  type SubscriptionFact,
  snapshotShape,
  type Window,
} from "../portal/snapshot";
import { read } from "../stripe/call";
import { loadStripe } from "../stripe/client";
import { toPaymentMethod } from "../stripe/reshape-method";
import { completeProducts, loadCatalogue } from "./load-catalogue";
import { loadCustomer } from "./load-customer";
import { feedbackOptionsOf, loadFeedbackOptions } from "./load-feedback-options";
import { loadInvoices } from "./load-invoices";
import { loadOffer, type OfferedCoupon, toOffer } from "./load-offer";
import { loadOwed } from "./load-owed";
import { type ListPage, loadNewest, loadPage } from "./load-subscriptions";
import { loadTarget, type Target } from "./load-target";
import { loadEarliestInvoice, loadOtherInvoices } from "./load-upcoming";
import { isSifted, siftSubscriptions } from "./sift-subscriptions";
import { withPlannedResumes } from "./with-planned-resumes";
import { withTiers } from "./with-tiers";

export type SnapshotScope = {
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly customerId: string;
  readonly configuration: PortalConfiguration;
  readonly scope: SessionScope;
  /** What the session's cancel flow offers; left out: nothing. */
  readonly offer?: OfferedCoupon | null;
};

export type SnapshotOptions = {
  /** An id an action names: it is put in, wherever it stands in its list, if it is this customer's. */
  readonly target?: string | null;
  /** The invoice after which the window of invoices begins. */
  readonly invoicesAfter?: string;
  /** A page of the list of all subscriptions, or of a search; left out: those of the first view. */
  readonly list?: ListPage;
  /** `earliest` asks for one next invoice in the first wave; `all` for the others in a second one. */
  readonly upcoming?: "earliest" | "all" | "none";
};

const mostPaymentMethods = 50;

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
  const listed = wave.subscriptions ?? (await sift(stripe, scope, options, wave));
  const found = addTarget(
    { ...listed, data: await withTiers(stripe, listed.data, catalogue.prices) },
    target?.kind === "subscription" ? target.value : null,
  );
  const subscriptions = { ...found, data: await withPlannedResumes(scope, found.data) };
  const prices = [...catalogue.prices.values()];
  const [products, owed] = await Promise.all([
    completeProducts(stripe, catalogue.products, subscriptions.data),
    loadOwed(stripe, scope, subscriptions.data, wave.invoices),
  ]);
  const snapshot: Snapshot = {
    takenAt: Math.floor(begunAt),
    livemode: scope.livemode,
    timeAhead: wave.timeAhead,
    customer: wave.customer,
    subscriptions,
    paymentMethods: addTarget(wave.paymentMethods, methodOf(target)),
    invoices: addTarget(wave.invoices, target?.kind === "invoice" ? target.value : null),
    ...(owed.length === 0 ? {} : { owed }),
    products,
    prices,
    upcoming:
      options.upcoming === "all"
        ? await loadOtherInvoices(
            stripe,
            inView(subscriptions, scope, { service: catalogue.service, products }),
            wave.upcoming,
          )
        : wave.upcoming,
    service: catalogue.service,
    offer: toOffer(wave.offer, subscriptions.data),
    feedbackOptions: wave.feedbackOptions,
    ...(target?.kind === "setup" ? { setup: target.value } : {}),
  };
  if (isFirst(options)) {
    const kept = { shape: snapshotShape, takenFor: takenFor(scope), snapshot };
    await saveSnapshot(scope, kept, begunAt);
  }
  return snapshot;
}

/** Whether what is read is the plain first window of everything. */
function isFirst({ target, invoicesAfter, list }: SnapshotOptions): boolean {
  return target == null && invoicesAfter === undefined && list === undefined;
}

function methodOf(target: Target | null): PaymentMethodFact | null {
  if (target?.kind === "setup") return target.paymentMethod;
  return target?.kind === "payment_method" ? target.value : null;
}

/** What of configuration and session decides what is read: a snapshot taken for others lacks prices or invoices. */
export function takenFor(limits: SnapshotScope): string {
  const { configuration, scope } = limits;
  const listed = configuration.features.subscription_update.products.map(({ product }) => product);
  const narrowed = [scope.subscriptionId, scope.onBehalfOf].filter((id) => id !== null);
  const sold = JSON.stringify([scope.service, serviceOf(scope, configuration)]);
  const offered = Object.values(limits.offer ?? {});
  const reasons = feedbackOptionsOf(configuration);
  return [invoiceScope(limits), sold, ...narrowed, ...offered, ...reasons, ...listed].join(" ");
}

async function readWave(stripe: Stripe, scope: SnapshotScope, options: SnapshotOptions) {
  const { customerId: customer } = scope;
  const [person, subscriptions, paymentMethods, invoices, catalogue, target, upcoming, ...kept] =
    await Promise.all([
      loadCustomer(stripe, customer),
      listInWave(stripe, scope, options),
      read(() => stripe.customers.listPaymentMethods(customer, { limit: mostPaymentMethods })),
      loadInvoices(stripe, { ...scope, after: options.invoicesAfter }),
      loadCatalogue(stripe, scope),
      options.target == null ? null : loadTarget(stripe, scope, options.target),
      options.upcoming === "none" ? [] : loadEarliestInvoice(stripe, scope),
      loadOffer(stripe, scope, scope.offer ?? null),
      loadFeedbackOptions(scope),
    ]);
  const [offer, feedbackOptions] = kept;
  return {
    ...person,
    subscriptions,
    paymentMethods: addSource(toWindow(paymentMethods, toPaymentMethod), person.source),
    invoices,
    catalogue,
    target,
    upcoming,
    offer,
    feedbackOptions,
  };
}

/** Null where what is sold must be known first. */
function listInWave(stripe: Stripe, scope: SnapshotScope, { list }: SnapshotOptions) {
  if (isSifted(scope.scope, list)) return null;
  return list === undefined ? loadNewest(stripe, scope) : loadPage(stripe, scope, list.after);
}

function sift(
  stripe: Stripe,
  scope: SnapshotScope,
  { list = { after: null, query: null } }: SnapshotOptions,
  { catalogue }: Pick<Awaited<ReturnType<typeof readWave>>, "catalogue">,
): Promise<Window<SubscriptionFact>> {
  return siftSubscriptions(stripe, scope, list, catalogue);
}

function toWindow<Theirs, Ours>(
  list: Stripe.ApiList<Theirs>,
  reshape: (value: Theirs) => Ours,
): Window<Ours> {
  return { data: list.data.map(reshape), hasMore: list.has_more };
}

/** With what the customer pays by in Stripe's old way: its list of payment methods holds cards only. */
function addSource(
  window: Window<PaymentMethodFact>,
  source: PaymentMethodFact | null,
): Window<PaymentMethodFact> {
  const isThere = window.data.some(({ id }) => id === source?.id);
  return source === null || isThere ? window : { ...window, data: [...window.data, source] };
}

/** Puts the retrieved target in the place of its older copy, or at the end of its window. */
function addTarget<Fact extends { readonly id: string }>(
  window: Window<Fact>,
  target: Fact | null,
): Window<Fact> {
  if (target === null) return window;
  return { ...window, data: [...window.data.filter(({ id }) => id !== target.id), target] };
}

function inView(
  { data }: Window<SubscriptionFact>,
  { scope }: SnapshotScope,
  sold: Pick<Snapshot, "service" | "products">,
): SubscriptionFact[] {
  return data.filter((subscription) => isInView(subscription, scope, sold));
}
