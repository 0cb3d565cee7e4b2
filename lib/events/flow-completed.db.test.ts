import { describe, expect, it } from "vitest";
import { makeBareMerchant, makeListener } from "@/scripts/testing/make-merchant";
import { database } from "../db/client";
import { insertIntent, settleIntent } from "../db/intents";
import { newId } from "../ids";
import type { ActionName } from "../portal/actions";
import { actionEvent } from "./action-event";
import { flowsCompletedBy } from "./flow-event";

const about = (subscription: string) => ({ subscription });

async function makeSession(flow: object | null) {
  const { id: merchantId } = await makeBareMerchant();
  await makeListener(merchantId);
  const data = { merchantId, livemode: false, customerId: "cus_1", configurationId: "bpc_1" };
  const session = newId("portalSession");
  await database().portalSession.create({
    data: { ...data, id: session, ...(flow === null ? {} : { flow }) },
  });
  return { merchantId, session };
}

type Made = Awaited<ReturnType<typeof makeSession>>;

/** Does an action in the session, as the pipeline does once Stripe has said yes. */
async function act(
  { merchantId, session }: Made,
  action: ActionName,
  target: string,
  input: Record<string, string> = {},
) {
  const intent = await insertIntent({
    id: newId("intent"),
    merchantId,
    livemode: false,
    sessionId: session,
    customerId: "cus_1",
    action,
    target,
    nonce: crypto.randomUUID(),
    input,
    expected: {},
    call: {},
  });
  if (intent === null) throw new Error("No intent.");
  const event = actionEvent(action, intent, "applied");
  const completes = flowsCompletedBy(action, input);
  await settleIntent(intent, { outcome: { outcome: "applied" }, event, completes });
  return intent.id;
}

const completions = ({ merchantId }: Made) =>
  database().event.findMany({ where: { merchantId, type: "portico.flow.completed" } });

const cancel = { type: "subscription_cancel", subscription_cancel: about("sub_1") };

describe("a flow", () => {
  it.each([
    [cancel, "cancel_subscription", "sub_1", "sub_1"],
    [
      { type: "subscription_update", subscription_update: about("sub_1") },
      "change_plan",
      "sub_1",
      "sub_1",
    ],
    [
      { type: "subscription_update_confirm", subscription_update_confirm: about("sub_1") },
      "change_plan",
      "sub_1",
      "sub_1",
    ],
    [{ type: "payment_method_update" }, "set_default_payment_method", "cus_1", null],
    [{ type: "customer_update", customer_update: {} }, "update_customer", "cus_1", null],
  ] as const)(
    "%j is completed by its action, and told",
    async (flow, action, target, subscription) => {
      const made = await makeSession(flow);
      const intent = await act(made, action, target);
      const events = await completions(made);
      expect(events.map(({ data }) => data)).toEqual([
        {
          object: "portico.flow",
          type: flow.type,
          session: made.session,
          action: intent,
          customer: "cus_1",
          livemode: false,
          subscription,
        },
      ]);
      const queued = await database().$queryRaw<unknown[]>`
      SELECT 1 FROM outbox WHERE queue = 'event' AND payload->>'event' = ${events[0]?.id}`;
      expect(queued).toHaveLength(1);
    },
  );

  it.each([
    [cancel, "cancel_subscription", "sub_2"],
    [cancel, "change_plan", "sub_1"],
    [cancel, "undo_cancel", "sub_1"],
    [null, "cancel_subscription", "sub_1"],
  ] as const)("%j is not completed by %s of %s", async (flow, action, target) => {
    const made = await makeSession(flow);
    await act(made, action, target);
    expect(await completions(made)).toEqual([]);
  });

  it("is completed once, however often its action is done", async () => {
    const made = await makeSession(cancel);
    await act(made, "cancel_subscription", "sub_1");
    await act(made, "undo_cancel", "sub_1");
    await act(made, "cancel_subscription", "sub_1");
    expect(await completions(made)).toHaveLength(1);
  });
});
