import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { accountOf } from "./account-name";
import { fillAccount } from "./fill-account";
import { createMemoryStore } from "./memory-store";
import type { SandboxStore } from "./store";
import { openTestAccount } from "./test-account";

const account = accountOf("sk_test_1");

function addCustomer(store: SandboxStore, email: string) {
  return openTestAccount(Stripe, { store }).stripe.customers.create({ email });
}

async function emailsIn(store: SandboxStore): Promise<(string | null)[]> {
  const { data } = await openTestAccount(Stripe, { store }).stripe.customers.list();
  return data.map(({ email }) => email);
}

describe("filling an account", () => {
  it("keeps everything in its order, at once when the account was untouched", async () => {
    const store = createMemoryStore();
    const made = await fillAccount(store, account, async (draft) => {
      await addCustomer(draft, "a@example.com");
      const last = await addCustomer(draft, "b@example.com");
      expect(await emailsIn(store)).toEqual([]);
      return last.id;
    });
    expect(await emailsIn(store)).toEqual(["b@example.com", "a@example.com"]);
    const { data } = await openTestAccount(Stripe, { store }).stripe.events.list();
    expect(data[0]?.data.object).toMatchObject({ id: made });
  });

  it("adds to what is there already", async () => {
    const store = createMemoryStore();
    await addCustomer(store, "a@example.com");
    await fillAccount(store, account, (draft) => addCustomer(draft, "b@example.com"));
    expect(await emailsIn(store)).toEqual(["b@example.com", "a@example.com"]);
  });

  it("fills anew where somebody was faster, and leaves nothing when it fails", async () => {
    const store = createMemoryStore();
    let turns = 0;
    await fillAccount(store, account, async (draft) => {
      turns += 1;
      if (turns === 1) await addCustomer(store, "faster@example.com");
      await addCustomer(draft, "b@example.com");
    });
    expect(await emailsIn(store)).toEqual(["b@example.com", "faster@example.com"]);
    const empty = createMemoryStore();
    const failing = fillAccount(empty, account, async (draft) => {
      await addCustomer(draft, "a@example.com");
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await emailsIn(empty)).toEqual([]);
  });
});
