import type { TestMerchant } from "./make-merchant";

/** As a customer has it who chose Pro for the period's end. */
export async function planChange(
  { account: { stripe }, prices }: TestMerchant,
  subscription: string,
): Promise<void> {
  const { id, phases } = await stripe.subscriptionSchedules.create({
    from_subscription: subscription,
  });
  const [{ start_date, end_date } = { start_date: 0, end_date: 0 }] = phases;
  await stripe.subscriptionSchedules.update(id, {
    end_behavior: "release",
    metadata: { portico_intent: "int_1" },
    phases: [
      { start_date, end_date, items: [{ price: prices.starter, quantity: 1 }] },
      { items: [{ price: prices.pro, quantity: 1 }], duration: { interval: "day" } },
    ],
  });
}
