import { beforeAll, describe, expect, it } from "vitest";
import {
  type FaultSandbox,
  serveFaultSandbox,
  type Trouble,
} from "@/scripts/testing/fault-sandbox";
import {
  ageLinks,
  askFor,
  keepMails,
  newEmail,
  openLogin,
  readMail,
  readMails,
  sendAsked,
} from "@/scripts/testing/mailbox";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { refuseInserts } from "@/scripts/testing/refuse-inserts";
import type { MerchantPlace } from "../configurations/find-merchant-place";
import { database } from "../db/client";
import { admitNewcomer } from "./admit-newcomer";
import { chooseCustomer } from "./choose-customer";
import { redeemMailbox } from "./redeem-mailbox";

let sandbox: FaultSandbox;
let shop: TestMerchant;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
  keepMails();
  shop = await openShop();
});

/** A merchant whose customers sign in by mail, and who sells to everybody. */
async function openShop(): Promise<TestMerchant> {
  const merchant = await makeMerchant(sandbox);
  await openLogin(merchant, {}, true, true);
  return merchant;
}

function placeOf({ id, slug, segment }: TestMerchant): MerchantPlace {
  return { merchant: { id, slug, name: "Shop", branding: {} }, livemode: false, segment };
}

/** Asked, and mailed. */
async function receive(email: string, merchant = shop) {
  const browserKey = await askFor({ merchantId: merchant.id, email });
  await sendAsked(email);
  return { browserKey, ...(await readMail(email)) };
}

/** The leave to choose a plan, for a mailbox that is nobody's. */
async function prove(email: string, merchant = shop): Promise<string> {
  const { code, browserKey } = await receive(email, merchant);
  const proof = { code, browserKey, embedded: false };
  const redeemed = await redeemMailbox(placeOf(merchant), proof);
  if (redeemed.kind !== "plans") throw new Error(`No plans, but ${redeemed.kind}.`);
  return redeemed.ticket;
}

function admit(ticket: string, over: { price?: string; merchant?: TestMerchant } = {}) {
  const { merchant = shop, price = merchant.prices.pro } = over;
  return admitNewcomer(placeOf(merchant), { price, ticket, embeddedIn: null });
}

async function customersOf(email: string, { account }: TestMerchant = shop) {
  return (await account.stripe.customers.list({ email })).data;
}

const sessionsOf = (customerId: string) =>
  database().portalSession.findMany({ where: { customerId } });
const madeEntries = (target: string) =>
  database().auditEntry.findMany({ where: { action: "customer.created", target } });

const refused = (code: string) => expect.objectContaining({ code });

/** How many of these came through, and what the others were told. */
async function settle(tries: readonly Promise<unknown>[]) {
  const all = await Promise.allSettled(tries);
  const reasons = all.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
  return { opened: all.length - reasons.length, reasons };
}

describe("a proved mailbox that is nobody's", () => {
  it("is shown the plans, and nobody is made for looking", async () => {
    const merchant = await openShop();
    merchant.account.forget();
    const email = newEmail();
    const { code, browserKey } = await receive(email, merchant);
    const proof = { code, browserKey, embedded: false };
    const redeemed = await redeemMailbox(placeOf(merchant), proof);
    expect(redeemed).toMatchObject({
      kind: "plans",
      email,
      plans: [
        { name: "Starter", prices: [{ id: merchant.prices.starter, current: false }] },
        { name: "Pro", prices: [{ id: merchant.prices.pro }, { id: merchant.prices.proYear }] },
      ],
    });
    expect(merchant.account.writes()).toEqual([]);
    await expect(redeemMailbox(placeOf(merchant), proof)).rejects.toThrow(refused("link_used"));
  });

  it("is made a customer once, at the confirmation, and comes in where the plan is confirmed", async () => {
    const email = newEmail();
    const ticket = await prove(email);
    const opened = await admit(ticket);
    expect(opened).toMatchObject({ kind: "opened", task: `/subscribe/${shop.prices.pro}` });
    const [customer, ...others] = await customersOf(email);
    expect(others).toEqual([]);
    expect(customer).toMatchObject({ email, metadata: { portico_newcomer: "plan_picker" } });
    const id = customer?.id ?? "";
    expect(await sessionsOf(id)).toMatchObject([{ proof: "email_link", merchantId: shop.id }]);
    expect(await madeEntries(id)).toMatchObject([
      {
        merchantId: shop.id,
        livemode: false,
        actorType: "customer",
        actorId: id,
        data: { via: "plan_picker", price: shop.prices.pro },
      },
    ]);
    expect((await shop.account.stripe.subscriptions.list({ customer: id })).data).toEqual([]);
    await expect(admit(ticket)).rejects.toThrow(refused("link_used"));
  });

  it("is a customer like any other from then on", async () => {
    const email = newEmail();
    await admit(await prove(email));
    await database().$executeRaw`DELETE FROM rate_limits WHERE key LIKE 'link_mailbox%'`;
    const { code, browserKey } = await receive(email);
    const proof = { code, browserKey, embedded: false };
    const redeemed = await redeemMailbox(placeOf(shop), proof);
    expect(redeemed).toMatchObject({ kind: "opened", task: "" });
    expect(await customersOf(email)).toHaveLength(1);
  });
});

describe("where nothing is sold to strangers", () => {
  it("nobody is mailed who is no customer: with the picker off, and with nothing on the list", async () => {
    const quiet = await makeMerchant(sandbox);
    await openLogin(quiet);
    const empty = await makeMerchant(sandbox, (listed) => ({
      subscription_update: { ...listed, products: [] },
    }));
    await openLogin(empty, {}, true, true);
    for (const merchant of [quiet, empty]) {
      const email = newEmail();
      await askFor({ merchantId: merchant.id, email });
      await sendAsked(email);
      expect(await readMails(email)).toEqual([]);
    }
  });

  it("what was mailed before the picker was switched off leads nowhere, and nobody is made", async () => {
    const merchant = await openShop();
    const [early, late] = [newEmail(), newEmail()];
    const ticket = await prove(early, merchant);
    const { code, browserKey } = await receive(late, merchant);
    await openLogin(merchant);
    merchant.account.forget();
    await expect(admit(ticket, { merchant })).rejects.toThrow(refused("resource_missing"));
    const proof = { code, browserKey, embedded: false };
    const looked = redeemMailbox(placeOf(merchant), proof);
    await expect(looked).rejects.toThrow(refused("resource_missing"));
    await openLogin(merchant, {}, false, true);
    await expect(admit(ticket, { merchant })).rejects.toThrow(refused("feature_disabled"));
    expect(merchant.account.writes()).toEqual([]);
    await openLogin(merchant, {}, true, true);
    expect(await admit(ticket, { merchant })).toMatchObject({ kind: "opened" });
  });

  it("a plan that is not on offer makes nobody, and another may be chosen", async () => {
    const other = await makeMerchant(sandbox);
    const email = newEmail();
    const ticket = await prove(email);
    for (const price of [shop.prices.unlisted, other.prices.pro, "price_unknown", "constructor"]) {
      await expect(admit(ticket, { price })).rejects.toThrow(refused("preview_outdated"));
    }
    expect(await customersOf(email)).toEqual([]);
    expect(await admit(ticket)).toMatchObject({ kind: "opened" });
  });
});

describe("the leave to choose a plan", () => {
  it("is another merchant's to refuse, and lives ten minutes", async () => {
    const other = await openShop();
    const email = newEmail();
    const ticket = await prove(email);
    await expect(admit(ticket, { merchant: other })).rejects.toThrow(refused("link_invalid"));
    await expect(admit(`${ticket.slice(0, -4)}AAAA`)).rejects.toThrow(refused("link_invalid"));
    const framed = { price: shop.prices.pro, ticket, embeddedIn: "pfk_x" };
    await expect(admitNewcomer(placeOf(shop), framed)).rejects.toThrow(refused("link_invalid"));
    await ageLinks(email, 600);
    await expect(admit(ticket)).rejects.toThrow(refused("link_expired"));
    expect([...(await customersOf(email)), ...(await customersOf(email, other))]).toEqual([]);
  });

  it("makes a customer of each merchant for a mailbox at two of them", async () => {
    const other = await openShop();
    const email = newEmail();
    for (const merchant of [shop, other]) {
      await admit(await prove(email, merchant), { merchant });
      expect(await customersOf(email, merchant)).toHaveLength(1);
    }
  });

  it("opens one session of twenty confirmations at once, for one customer", async () => {
    const email = newEmail();
    const ticket = await prove(email);
    const { opened } = await settle(Array.from({ length: 20 }, () => admit(ticket)));
    expect(opened).toBe(1);
    const [customer, ...others] = await customersOf(email);
    expect(others).toEqual([]);
    expect(await sessionsOf(customer?.id ?? "")).toHaveLength(1);
    expect(await madeEntries(customer?.id ?? "")).toHaveLength(1);
  });

  it("given twice to one mailbox makes one customer, however close the confirmations are", async () => {
    const email = newEmail();
    const tickets = [await prove(email), await prove(email)];
    const { opened, reasons } = await settle(tickets.map((ticket) => admit(ticket)));
    expect(await customersOf(email)).toHaveLength(1);
    expect([opened, ...reasons]).toEqual([2]);
  });
});

describe("who became a customer meanwhile", () => {
  it("comes in as customers do, and nobody is made", async () => {
    const email = newEmail();
    const ticket = await prove(email);
    const { id } = await shop.account.stripe.customers.create({ email: email.toUpperCase() });
    expect(await admit(ticket)).toMatchObject({ kind: "opened", task: "" });
    expect(await sessionsOf(id)).toHaveLength(1);
    expect(await customersOf(email)).toEqual([]);
    expect(await madeEntries(id)).toEqual([]);
  });

  it("chooses, by the same leave, where there are several by now", async () => {
    const email = newEmail();
    const ticket = await prove(email);
    const first = await shop.account.stripe.customers.create({ email });
    await shop.account.stripe.customers.create({ email });
    const redeemed = await admit(ticket);
    expect(redeemed).toMatchObject({ kind: "choices", choices: [{}, {}], ticket });
    const choice = { customer: first.id, ticket, embeddedIn: null };
    await chooseCustomer(placeOf(shop), choice);
    expect(await sessionsOf(first.id)).toHaveLength(1);
    expect(await customersOf(email)).toHaveLength(2);
  });

  it("and was deleted within the day is made anew; who has another address by now is left alone", async () => {
    const email = newEmail();
    const { stripe } = shop.account;
    const leave = async () => {
      await database().$executeRaw`DELETE FROM rate_limits WHERE key LIKE 'link_mailbox%'`;
      return prove(email);
    };
    await admit(await leave());
    const [deleted] = await customersOf(email);
    await stripe.customers.del(deleted?.id ?? "");
    await admit(await leave());
    const [moved] = await customersOf(email);
    expect(moved?.id).not.toBe(deleted?.id);
    await stripe.customers.update(moved?.id ?? "", { email: newEmail() });
    await admit(await leave());
    const [present, ...others] = await customersOf(email);
    expect(others).toEqual([]);
    expect(present?.id).not.toBe(moved?.id);
    expect(await sessionsOf(moved?.id ?? "")).toHaveLength(1);
  });
});

describe("when Stripe fails as the customer is made", () => {
  const troubles: [string, Trouble][] = [
    ["a fault before", { kind: "status-before", status: 500 }],
    ["a fault after", { kind: "status-after", status: 500 }],
    ["no answer, nothing done", { kind: "reset-before" }],
    ["no answer, all done", { kind: "reset-after" }],
    ["half an answer", { kind: "truncated-after" }],
    ["a page instead of an answer", { kind: "html-after", status: 200 }],
    ["too much to do", { kind: "status-before", status: 429 }],
    ["another object", { isDone: false, instead: () => Response.json({ id: "in_1" }) }],
  ];

  it.each(troubles)(
    "%s: the same confirmation goes on, and there is one customer",
    async (_what, trouble) => {
      const merchant = await openShop();
      const email = newEmail();
      const ticket = await prove(email, merchant);
      merchant.account.arm(
        "instead" in trouble ? trouble : { ...trouble, pathPrefix: "/v1/customers" },
      );
      const first = await settle([admit(ticket, { merchant })]);
      if (first.opened === 0) expect(first.reasons).toEqual(["unavailable"]);
      merchant.account.disarm();
      if (first.opened === 0) await admit(ticket, { merchant });
      const [customer, ...others] = await customersOf(email, merchant);
      expect(others).toEqual([]);
      expect(await sessionsOf(customer?.id ?? "")).toHaveLength(1);
      expect(await madeEntries(customer?.id ?? "")).toHaveLength(1);
    },
  );

  it("a refusal is told, and nothing is used up", async () => {
    const merchant = await openShop();
    const email = newEmail();
    const ticket = await prove(email, merchant);
    merchant.account.arm({ pathPrefix: "/v1/customers", status: 403, times: 1 });
    const tried = admit(ticket, { merchant });
    await expect(tried).rejects.toThrow(refused("merchant_unavailable"));
    expect(await customersOf(email, merchant)).toEqual([]);
    expect(await admit(ticket, { merchant })).toMatchObject({ kind: "opened" });
  });

  it("dying between the customer and the session loses nothing: the next confirmation finds them", async () => {
    const email = newEmail();
    const ticket = await prove(email);
    const allow = await refuseInserts("audit_entries");
    await expect(admit(ticket)).rejects.toThrow();
    await allow();
    const [customer] = await customersOf(email);
    expect(await sessionsOf(customer?.id ?? "")).toEqual([]);
    const opened = await admit(ticket);
    expect(opened).toMatchObject({ kind: "opened", task: `/subscribe/${shop.prices.pro}` });
    expect(await customersOf(email)).toHaveLength(1);
    expect(await sessionsOf(customer?.id ?? "")).toHaveLength(1);
    expect(await madeEntries(customer?.id ?? "")).toHaveLength(1);
  });
});
