import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { actionCases } from "@/scripts/testing/action-cases";
import { openFor } from "@/scripts/testing/action-cases/action-case";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant } from "@/scripts/testing/make-merchant";
import { previewOf, tryAction } from "@/scripts/testing/try-action";

/** What happens between a click's first look at its nonce and its lease: set by the test, once. */
const meanwhile = vi.hoisted(() => ({ happens: async () => {} }));
vi.mock("../../db/leases", async (original) => {
  const leases = await original<typeof import("../../db/leases")>();
  const takeLease: typeof leases.takeLease = async (key, holder) => {
    const { happens } = meanwhile;
    meanwhile.happens = async () => {};
    await happens();
    return leases.takeLease(key, holder);
  };
  return { ...leases, takeLease };
});

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

describe.each(actionCases)("$title", (action) => {
  it("gives a click that overlaps itself the first one's answer, not news of an outdated preview", async () => {
    const merchant = await makeMerchant(sandbox);
    const customer = await action.makeCustomer(merchant);
    const { context } = await openFor(action, merchant, customer);
    const input = action.inputOf(merchant, customer);
    const { expected } = await previewOf(context, action.name, input);
    const click = { nonce: randomUUID(), expected };
    const confirm = () => tryAction(context, action.name, input, click);
    let first: Awaited<ReturnType<typeof confirm>> | undefined;
    meanwhile.happens = async () => {
      first = await confirm();
    };
    const second = await confirm();
    expect(first).toMatchObject({ answer: { outcome: action.outcome } });
    expect(second).toMatchObject({ status: 200, answer: { outcome: action.outcome } });
    expect(await action.countEffects(merchant, customer)).toBe(1);
  });
});
