import { type Documents, idOf, type Kind } from "./documents";
import type { SandboxRecord } from "./store";
import {
  clockDueAt,
  expiringAt,
  invoiceDueAt,
  nextDue,
  overdueAt,
  scheduleDueAt,
  subscriptionDueAt,
  subscriptionNotices,
} from "./time/due-at";

type Columns = Partial<Omit<SandboxRecord, "kind" | "id" | "document">>;

/** What lists of a kind may filter by, and when time changes it; `now` in unix seconds. */
const columns: { [K in Kind]: (document: Documents[K], now: number) => Columns } = {
  account: (account) => ({ created: account.created ?? 0, email: account.email }),
  balance_transaction: ({ created, source }) => ({ created, parent: idOf(source) }),
  charge: (charge) => ({
    created: charge.created,
    customer: idOf(charge.customer),
    parent: idOf(charge.payment_intent),
    status: charge.status,
  }),
  checkout_session: (session) => ({
    created: session.created,
    customer: idOf(session.customer),
    status: session.status,
  }),
  coupon: (coupon) => ({
    created: coupon.created,
    dueAt: coupon.valid && coupon.redeem_by !== null ? coupon.redeem_by + 1 : null,
  }),
  credit_note: (note) => ({
    created: note.created,
    customer: idOf(note.customer),
    parent: idOf(note.invoice),
    status: note.status,
  }),
  customer: (customer) =>
    customer.deleted === true
      ? { status: "deleted" }
      : {
          created: customer.created,
          email: customer.email,
          parent: idOf(customer.test_clock),
          status: idOf(customer.test_clock) === null ? "living" : "on_clock",
        },
  customer_balance_transaction: ({ created, customer }) => ({ created, customer: idOf(customer) }),
  discount: (discount) => ({
    created: discount.start,
    customer: idOf(discount.customer),
    subscription: discount.subscription,
    parent: idOf(discount.source.coupon),
  }),
  event: ({ created, type }) => ({ created, status: type }),
  feedback_option: ({ status }) => ({ status }),
  invoice: (invoice, now) => ({
    created: invoice.created,
    customer: idOf(invoice.customer),
    subscription: idOf(invoice.parent?.subscription_details?.subscription),
    status: invoice.status,
    clock: idOf(invoice.test_clock),
    dueAt: nextDue(invoiceDueAt(invoice), [overdueAt(invoice)], now),
  }),
  invoice_payment: (payment) => ({
    created: payment.created,
    parent: idOf(payment.invoice),
    status: payment.status,
  }),
  invoiceitem: (item) => ({
    created: item.date,
    customer: idOf(item.customer),
    parent: idOf(item.invoice),
    subscription: item.parent?.subscription_details?.subscription ?? null,
    status: item.invoice === null ? "pending" : "invoiced",
  }),
  meter: ({ created, status }) => ({ created, status }),
  payment_intent: (intent) => ({
    created: intent.created,
    customer: idOf(intent.customer),
    status: intent.status,
  }),
  payment_method: (method) => ({
    created: method.created,
    customer: idOf(method.customer),
    status: method.type,
  }),
  payment_method_configuration: ({ active }) => ({ status: activity(active) }),
  portal_configuration: (configuration) => ({
    created: configuration.created,
    status: activity(configuration.active),
  }),
  portal_session: ({ created, customer }) => ({ created, customer }),
  price: (price) => ({
    created: price.created,
    product: idOf(price.product),
    status: activity(price.active),
  }),
  product: (product) => ({ created: product.created, status: activity(product.active) }),
  promotion_code: (code) => ({
    created: code.created,
    customer: idOf(code.customer),
    parent: idOf(code.promotion.coupon),
    status: activity(code.active),
    dueAt: code.active && code.expires_at !== null ? code.expires_at + 1 : null,
  }),
  refund: (refund) => ({ created: refund.created, parent: idOf(refund.charge) }),
  setup_attempt: (attempt) => ({
    created: attempt.created,
    customer: idOf(attempt.customer),
    parent: idOf(attempt.setup_intent),
    status: attempt.status,
  }),
  setup_intent: (intent) => ({
    created: intent.created,
    customer: idOf(intent.customer),
    status: intent.status,
  }),
  source: (source) => ({
    customer: "customer" in source ? idOf(source.customer) : null,
    status: source.object,
  }),
  subscription: (subscription, now) => ({
    created: subscription.created,
    customer: idOf(subscription.customer),
    parent: idOf(subscription.schedule),
    status: subscription.status,
    clock: idOf(subscription.test_clock),
    dueAt: nextDue(
      subscriptionDueAt(subscription),
      subscriptionNotices(subscription).map(({ at }) => at),
      now,
    ),
  }),
  subscription_schedule: (schedule, now) => ({
    created: schedule.created,
    customer: idOf(schedule.customer),
    subscription: idOf(schedule.subscription),
    status: schedule.status,
    clock: idOf(schedule.test_clock),
    dueAt: nextDue(scheduleDueAt(schedule), [expiringAt(schedule)], now),
  }),
  tax_id: ({ created, customer }) => ({ created, customer: idOf(customer) }),
  tax_rate: ({ created, active }) => ({ created, status: activity(active) }),
  test_clock: (clock) => ({ created: clock.created, dueAt: clockDueAt(clock) }),
  webhook_endpoint: ({ created, status }) => ({ created, status }),
  account_customer: () => ({}),
  deleted_coupon: () => ({}),
  discount_end: ({ at, clock }) => ({ dueAt: at, clock }),
  ended_discount: () => ({}),
  lookup_key: () => ({}),
  invoice_page: () => ({}),
  invoice_shares: () => ({}),
  invoice_preview: ({ created }) => ({ created }),
  credit_note_page: () => ({}),
  test_card: () => ({}),
  intent_invoice: () => ({}),
  payment_page: () => ({}),
  token: ({ created }) => ({ created }),
  meter_usage: (usage) => ({
    created: usage.time,
    customer: usage.customer,
    parent: usage.event_name,
  }),
  item_owner: () => ({}),
  awaited_change: ({ clock, expires_at: dueAt }) => ({ clock, dueAt }),
  v2_account: () => ({}),
  webhook_key: () => ({}),
  webhook_delivery: ({ at, endpoint, status }) => ({ created: at, parent: endpoint, status }),
  restricted_key: () => ({}),
  payment_fault: () => ({}),
  account_time: () => ({}),
};

/** The record a store keeps of a document that is written at `now` (unix seconds). */
export function recordOf<K extends Kind>(
  kind: K,
  document: Documents[K],
  now: number,
): SandboxRecord {
  return {
    kind,
    id: document.id,
    created: 0,
    customer: null,
    subscription: null,
    product: null,
    status: null,
    email: null,
    parent: null,
    clock: null,
    dueAt: null,
    ...columns[kind](document, now),
    document: JSON.stringify(document),
  };
}

function activity(active: boolean): string {
  return active ? "active" : "inactive";
}
