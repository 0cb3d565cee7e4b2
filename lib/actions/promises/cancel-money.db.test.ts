import type Stripe from "stripe";
import { beforeAll, describe, expect, it } from "vitest";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { makeOwingCustomer } from "@/scripts/testing/make-owing";
import { makeCustomer, openSession } from "@/scripts/testing/make-session";
import { blindly, previewOf, tryAction } from "@/scripts/testing/try-action";
import type { CancelPreview } from "../../portal/preview";
import type { PortalContext } from "../../sessions/load-session";
import { intentMark } from "../../stripe/reshape";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

type Cancel = {
  readonly mode?: "immediately" | "at_period_end";
  readonly proration_behavior?: "none" | "create_prorations";
};

const shop = (cancel: Cancel) => makeMerchant(sandbox, () => ({ subscription_cancel: cancel }));
const billing = { classic: { type: "classic" }, flexible: { type: "flexible" } } as const;

async function see(context: PortalContext, input: object): Promise<CancelPreview> {
  const { preview } = await previewOf(context, "cancel_subscription", input);
  if (preview.kind !== "cancel_subscription") throw new Error("another preview");
  return preview;
}

async function balanceOf({ account: { stripe } }: TestMerchant, id: string): Promise<number> {
  const customer = await stripe.customers.retrieve(id);
  return customer.deleted ? 0 : customer.balance;
}

describe.each(["classic", "flexible"] as const)("with %s billing", (mode) => {
  it.each(["none", "create_prorations"] as const)(
    "an end at once gives back what was shown: %s",
    async (proration_behavior) => {
      const merchant = await shop({ mode: "immediately", proration_behavior });
      const customer = await makeCustomer(merchant, { billing_mode: billing[mode] });
      const { context } = await openSession(merchant, customer.id);
      const { subscription } = customer;
      const { credit, owed, open, mode: shown } = await see(context, { subscription });
      expect([shown, owed, open]).toEqual(["immediately", null, null]);
      expect(credit !== null).toBe(proration_behavior === "create_prorations");
      const tried = await tryAction(context, "cancel_subscription", { subscription });
      expect(tried).toMatchObject({ answer: { outcome: "applied" } });
      // A second may pass between the two, and no more than a fraction of a cent with it.
      const given = -(await balanceOf(merchant, customer.id));
      expect(Math.abs(given - (credit?.amount ?? 0))).toBeLessThanOrEqual(1);
    },
  );

  it("an end with the period bills what was shown to be still owed", async () => {
    const merchant = await shop({});
    const customer = await makeCustomer(merchant, { billing_mode: billing[mode] });
    const { stripe } = merchant.account;
    const { subscription } = customer;
    await stripe.invoiceItems.create({
      customer: customer.id,
      subscription,
      amount: 700,
      currency: "usd",
    });
    const { context } = await openSession(merchant, customer.id);
    const { owed, credit } = await see(context, { subscription });
    expect([owed, credit]).toEqual([{ amount: 700, currency: "usd" }, null]);
    await tryAction(context, "cancel_subscription", { subscription });
    expect((await stripe.invoices.createPreview({ subscription })).amount_due).toBe(700);
  });

  it("is undone, and then there is no end and no reason any more", async () => {
    const merchant = await shop({});
    const customer = await makeCustomer(merchant, { billing_mode: billing[mode] });
    const { context } = await openSession(merchant, customer.id);
    const input = { subscription: customer.subscription };
    await tryAction(context, "cancel_subscription", input);
    const told = await tryAction(context, "undo_cancel", input);
    expect(told).toMatchObject({ answer: { outcome: "applied" } });
    const held = await merchant.account.stripe.subscriptions.retrieve(customer.subscription);
    expect([held.cancel_at, held.cancel_at_period_end]).toEqual([null, false]);
  });
});

describe("one that owes", () => {
  it("can be ended at once, and its open invoice stays and is tried no further, as was shown", async () => {
    const merchant = await shop({});
    const customer = await makeOwingCustomer(merchant);
    const { stripe } = merchant.account;
    const { subscription } = customer;
    const before = await stripe.invoices.list({ subscription, status: "open" });
    const { context } = await openSession(merchant, customer.id);
    const { open, credit } = await see(context, { subscription, mode: "immediately" });
    expect(open).toEqual({ count: 1, amount: { amount: 1200, currency: "usd" } });
    expect(credit).toBeNull();
    const input = { subscription, mode: "immediately" };
    expect(await tryAction(context, "cancel_subscription", input)).toMatchObject({
      answer: { outcome: "applied" },
    });
    const after = await stripe.invoices.retrieve(before.data[0]?.id ?? "");
    expect(after).toMatchObject({
      status: "open",
      auto_advance: false,
      next_payment_attempt: null,
    });
  });

  it("can be ended with its period as well, where that is the merchant's mode", async () => {
    const merchant = await shop({});
    const customer = await makeOwingCustomer(merchant);
    const { context } = await openSession(merchant, customer.id);
    const { subscription } = customer;
    expect(await tryAction(context, "cancel_subscription", { subscription })).toMatchObject({
      answer: { outcome: "scheduled" },
    });
  });
});

describe("what was never paid for", () => {
  it("ends at once, and its invoice with it", async () => {
    const merchant = await shop({});
    const { stripe } = merchant.account;
    const { id } = await stripe.customers.create({});
    const { id: subscription } = await stripe.subscriptions.create({
      customer: id,
      items: [{ price: merchant.prices.starter }],
      payment_behavior: "default_incomplete",
    });
    const { context } = await openSession(merchant, id);
    expect(await see(context, { subscription })).toMatchObject({ mode: "immediately", open: null });
    const told = await tryAction(context, "cancel_subscription", { subscription });
    expect(told).toMatchObject({ answer: { outcome: "applied" } });
    const { data } = await stripe.invoices.list({ subscription });
    expect(data.map(({ status }) => status)).toEqual(["void"]);
  });
});

describe("every kind can be left", () => {
  it.each<[string, (merchant: TestMerchant) => Partial<Stripe.SubscriptionCreateParams>]>([
    [
      "several items",
      ({ prices }) => ({ items: [{ price: prices.starter }, { price: prices.unlisted }] }),
    ],
    ["paid by invoice", () => ({ collection_method: "send_invoice", days_until_due: 30 })],
    ["a trial", () => ({ trial_period_days: 40 })],
  ])("%s", async (_what, over) => {
    for (const mode of ["at_period_end", "immediately"] as const) {
      const merchant = await shop({ mode });
      const customer = await makeCustomer(merchant, over(merchant));
      const { context } = await openSession(merchant, customer.id);
      const { subscription } = customer;
      const told = await tryAction(context, "cancel_subscription", { subscription });
      const outcome = mode === "immediately" ? "applied" : "scheduled";
      expect(told).toMatchObject({ answer: { outcome } });
    }
  });
});

describe("under a schedule", () => {
  async function schedule(merchant: TestMerchant, metadata: Record<string, string>) {
    const customer = await makeCustomer(merchant);
    const { stripe } = merchant.account;
    const { subscription } = customer;
    const { id, phases } = await stripe.subscriptionSchedules.create({
      from_subscription: subscription,
    });
    const [now] = phases;
    await stripe.subscriptionSchedules.update(id, {
      metadata,
      end_behavior: "release",
      phases: [
        {
          items: [{ price: merchant.prices.starter }],
          start_date: now?.start_date ?? 0,
          end_date: now?.end_date ?? 0,
        },
        { items: [{ price: merchant.prices.pro }] },
      ],
    });
    const { context } = await openSession(merchant, customer.id);
    return { customer, context, subscription, schedule: id, stripe };
  }

  it("of ours, it is released first; what was planned is given up, and that is said", async () => {
    const merchant = await shop({});
    const made = await schedule(merchant, { [intentMark]: "int_1" });
    const { context, subscription, stripe } = made;
    expect(await see(context, { subscription })).toMatchObject({ dropsChange: true });
    const told = await tryAction(context, "cancel_subscription", { subscription });
    expect(told).toMatchObject({ answer: { outcome: "scheduled" } });
    expect((await stripe.subscriptionSchedules.retrieve(made.schedule)).status).toBe("released");
    const held = await stripe.subscriptions.retrieve(subscription);
    expect(held.schedule).toBeNull();
    expect(held.cancel_at).not.toBeNull();
    const undone = await tryAction(context, "undo_cancel", { subscription });
    expect(undone).toMatchObject({ answer: { outcome: "applied" } });
  });

  it("of ours, an end at once ends it too", async () => {
    const merchant = await shop({ mode: "immediately" });
    const { context, subscription } = await schedule(merchant, { [intentMark]: "int_1" });
    expect(await tryAction(context, "cancel_subscription", { subscription })).toMatchObject({
      answer: { outcome: "applied" },
    });
  });

  it("of somebody else's, it is refused with the reason", async () => {
    const merchant = await shop({});
    const { context, subscription } = await schedule(merchant, {});
    const told = await tryAction(
      context,
      "cancel_subscription",
      { subscription },
      {
        expected: blindly,
      },
    );
    expect(told).toMatchObject({ status: 409, error: { reason: "schedule_attached" } });
  });
});
