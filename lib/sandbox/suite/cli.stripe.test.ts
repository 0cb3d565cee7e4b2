import { afterAll, beforeAll, describe, expect, inject } from "vitest";
import { listTriggers, removeHome, triggerAll } from "@/scripts/testing/stripe-cli";
import { itHereOnly, openAccount, testKey } from "./harness";

// The CLI makes an event happen by the requests that Stripe's own people thought of.
const billing =
  /^(?:billing_portal|coupon|customer|invoice|invoiceitem|payment_method|price|product|promotion_code|setup_intent|subscription_schedule)\./;
const triggers = listTriggers()
  .filter((event) => billing.test(event) && !event.startsWith("customer.source."))
  .map((event) => ({ event, key: testKey() }));
/** What the CLI's requests lead to, by what the SDK says of the event, is not it. */
const missed = [
  // They cancel a schedule that has not begun: "canceled because of delinquency" are others.
  "subscription_schedule.aborted",
  // Their clock stops nine days before the end: "7 days before" is later.
  "subscription_schedule.expiring",
];
const { origin, realKey } = inject("stripeServer");
let said = new Map<string, string>();

describe("stripe trigger", () => {
  beforeAll(async () => {
    if (realKey === null) said = await triggerAll(triggers, origin);
  });
  afterAll(removeHome);

  for (const { event, key } of triggers) {
    itHereOnly(event, "what the CLI makes would stay there", async () => {
      expect(said.get(event)).toContain("Trigger succeeded!");
      const { clientFor } = await openAccount();
      const { data } = await clientFor(key).events.list({ type: event });
      expect(data.length > 0).toBe(!missed.includes(event));
    });
  }
});
