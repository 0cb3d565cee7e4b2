import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { openTestAccount } from "../test-account";

async function open() {
  const { stripe, sandbox } = openTestAccount(Stripe);
  const customer = await stripe.customers.create({ email: "ada@example.com" });
  const session = await stripe.checkout.sessions.create({
    mode: "setup",
    customer: customer.id,
    currency: "usd",
    success_url: "https://shop.example/done?setup={CHECKOUT_SESSION_ID}&next=%2Fx",
    cancel_url: "https://shop.example/back",
  });
  const url = session.url ?? "";
  const get = (address = url) => sandbox.handle(new Request(address));
  const post = (form: Record<string, string>, address = url) =>
    sandbox.handle(new Request(address, { method: "POST", body: new URLSearchParams(form) }));
  const read = () =>
    stripe.checkout.sessions.retrieve(session.id, { expand: ["setup_intent.payment_method"] });
  return { stripe, customer: customer.id, session, url, get, post, read };
}

const done = (id: string) => `https://shop.example/done?setup=${id}&next=%2Fx`;

/** As an attribute has it. */
const shown = (address: string) => `url=${address.replaceAll("&", "&amp;")}"`;

describe("the page of checkout", () => {
  it("keeps a card with its customer and leads back, once", async () => {
    const { stripe, customer, session, get, post, read } = await open();
    const page = await get();
    expect(page.headers.get("content-security-policy")).toContain("https://shop.example");
    expect(await page.text()).toContain("Visa •••• 4242");
    const response = await post({ card: "pm_card_visa" });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(done(session.id));
    expect(await read()).toMatchObject({
      status: "complete",
      url: null,
      setup_intent: { status: "succeeded", payment_method: { customer, card: { last4: "4242" } } },
    });
    await post({ card: "pm_card_mastercard" });
    expect(await (await get()).text()).toContain(shown(done(session.id)));
    expect((await stripe.customers.listPaymentMethods(customer)).data).toHaveLength(1);
  });

  it("says why a card was refused, and takes another", async () => {
    const { session, url, get, post, read } = await open();
    const response = await post({ card: "pm_card_chargeDeclined" });
    expect(response.headers.get("location")).toBe(url);
    expect(await (await get()).text()).toContain("Your card was declined");
    expect((await read()).status).toBe("open");
    const again = await post({ card: "pm_card_mastercard" });
    expect(again.headers.get("location")).toBe(done(session.id));
  });

  it.each([
    ["complete", "complete"],
    ["fail", "open"],
  ])("goes through 3-D Secure: %s", async (result, status) => {
    const { session, url, get, post, read } = await open();
    const bank = (await post({ card: "pm_card_authenticationRequiredOnSetup" })).headers;
    const address = bank.get("location") ?? "";
    expect(address).toContain("/sandbox/authenticate/");
    const back = (await post({ result }, address)).headers.get("location") ?? "";
    expect(back.startsWith(url)).toBe(true);
    const page = await get(back);
    expect((await read()).status).toBe(status);
    expect(page.headers.get("location")).toBeNull();
    expect(await page.text()).toContain(
      status === "complete" ? shown(done(session.id)) : "authentication failed",
    );
  });

  it("of a session that expired keeps nothing", async () => {
    const { stripe, customer, session, get, post } = await open();
    await stripe.checkout.sessions.expire(session.id);
    expect(await (await get()).text()).toContain("expired");
    await post({ card: "pm_card_visa" });
    expect((await stripe.customers.listPaymentMethods(customer)).data).toEqual([]);
  });
});
