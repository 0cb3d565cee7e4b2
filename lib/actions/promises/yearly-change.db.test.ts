import { beforeAll, expect, it } from "vitest";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant } from "@/scripts/testing/make-merchant";
import { openSession } from "@/scripts/testing/make-session";
import { previewOf, tryAction } from "@/scripts/testing/try-action";
import { nowSeconds } from "../../clock";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

// Of itself Stripe begins a new cycle with another interval in classic billing only.
it.each(["classic", "flexible"] as const)(
  "a change from month to year begins the year now and charges what was shown: %s billing",
  async (type) => {
    const merchant = await makeMerchant(sandbox);
    const { stripe } = merchant.account;
    const { id: customer } = await stripe.customers.create({
      payment_method: "pm_card_visa",
      invoice_settings: { default_payment_method: "pm_card_visa" },
    });
    const { id: subscription } = await stripe.subscriptions.create({
      customer,
      items: [{ price: merchant.prices.pro }],
      billing_mode: { type },
    });
    const { context } = await openSession(merchant, customer);
    const input = { subscription, price: merchant.prices.proYear };
    const { preview, expected } = await previewOf(context, "change_plan", input);
    if (preview.kind !== "change_plan") throw new Error("another preview");
    expect(await tryAction(context, "change_plan", input, { expected })).toMatchObject({
      answer: { outcome: "applied" },
    });
    const changed = await stripe.subscriptions.retrieve(subscription, {
      expand: ["latest_invoice"],
    });
    expect(changed.latest_invoice).toMatchObject({ amount_paid: preview.dueNow.amount });
    const [item] = changed.items.data;
    expect(item?.current_period_end).toBeGreaterThan(nowSeconds() + 364 * 86_400);
    expect(preview.dueNow.amount).toBeGreaterThan(0);
  },
);
