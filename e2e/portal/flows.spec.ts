import { expect, type Page } from "@playwright/test";
import type Stripe from "stripe";
import { type Shop, test } from "../fixtures/shop";

type Held = { readonly customer: string; readonly subscription: string };
type Flow = Stripe.BillingPortal.SessionCreateParams.FlowData;
type Completion = Stripe.BillingPortal.SessionCreateParams.FlowData.AfterCompletion;

type Case = {
  readonly type: Flow["type"];
  readonly flow: (shop: Shop, held: Held) => Promise<Flow> | Flow;
  /** The path the link leads to, below the portal's. */
  readonly path: (shop: Shop, held: Held) => string;
  /** What the customer does on the page. */
  readonly act: (page: Page, shop: Shop) => Promise<void>;
  /** What Stripe holds then. */
  readonly check: (shop: Shop, held: Held) => Promise<void>;
  /** The heading of the page that tells it. */
  readonly told: RegExp;
};

const home = "https://shop.example/account";
const after = "https://shop.example/thanks";

const cases: readonly Case[] = [
  {
    type: "customer_update",
    flow: () => ({ type: "customer_update" }),
    path: () => "/billing",
    act: async (page) => {
      await page.getByLabel("Phone").fill("+353 1 555 0142");
      await page.getByRole("button", { name: "Save" }).click();
    },
    check: async ({ stripe }, { customer }) => {
      expect(await stripe.customers.retrieve(customer)).toMatchObject({ phone: "+353 1 555 0142" });
    },
    told: /^Your billing information was updated$/,
  },
  {
    type: "payment_method_update",
    flow: () => ({ type: "payment_method_update" }),
    path: () => "/payment",
    act: async (page) => {
      await page.getByRole("button", { name: "Add a payment method" }).click();
      await page.getByLabel("Card").selectOption({ label: "Mastercard •••• 4444: works" });
      await page.getByRole("button", { name: "Save card" }).click();
    },
    check: async ({ stripe }, { customer }) => {
      const held = await stripe.customers.retrieve(customer, {
        expand: ["invoice_settings.default_payment_method"],
      });
      expect(held).toMatchObject({
        invoice_settings: { default_payment_method: { card: { last4: "4444" } } },
      });
    },
    told: /^Your payment method was updated$/,
  },
  {
    type: "subscription_cancel",
    flow: (_, { subscription }) => ({
      type: "subscription_cancel",
      subscription_cancel: { subscription },
    }),
    path: (_, { subscription }) => `/subscriptions/${subscription}/cancel`,
    act: (page) => page.getByRole("button", { name: "Cancel subscription" }).click(),
    check: async ({ stripe }, { subscription }) => {
      expect((await stripe.subscriptions.retrieve(subscription)).cancel_at).not.toBeNull();
    },
    told: /^Starter will end$/,
  },
  {
    type: "subscription_pause",
    flow: (_, { subscription }) => ({
      type: "subscription_pause",
      subscription_pause: { subscription },
    }),
    path: (_, { subscription }) => `/subscriptions/${subscription}/pause`,
    act: (page) => page.getByRole("button", { name: /^Pause/ }).click(),
    check: async ({ stripe }, { subscription }) => {
      const { pause_collection: pause, status } = await stripe.subscriptions.retrieve(subscription);
      expect(pause !== null || status === "paused").toBe(true);
    },
    told: /^Starter was paused$/,
  },
  {
    type: "subscription_update",
    flow: (_, { subscription }) => ({
      type: "subscription_update",
      subscription_update: { subscription },
    }),
    path: (_, { subscription }) => `/subscriptions/${subscription}/change`,
    act: async (page) => {
      await page.getByRole("link", { name: "Choose Pro" }).click();
      await page.getByRole("button", { name: /^Pay .* and switch to Pro$/ }).click();
    },
    check: requirePro,
    told: /^Your subscription was changed$/,
  },
  {
    type: "subscription_update_confirm",
    flow: async ({ stripe, prices }, { subscription }) => {
      const [item] = (await stripe.subscriptions.retrieve(subscription)).items.data;
      return {
        type: "subscription_update_confirm",
        subscription_update_confirm: {
          subscription,
          items: [{ id: item?.id ?? "", price: prices.proMonthly, quantity: 1 }],
        },
      };
    },
    path: ({ prices }, { subscription }) =>
      `/subscriptions/${subscription}/change/${prices.proMonthly}`,
    act: (page) => page.getByRole("button", { name: /^Pay .* and switch to Pro$/ }).click(),
    check: requirePro,
    told: /^Your subscription was changed$/,
  },
];

async function requirePro({ stripe, prices }: Shop, { subscription }: Held): Promise<void> {
  const [item] = (await stripe.subscriptions.retrieve(subscription)).items.data;
  expect(item?.price.id).toBe(prices.proMonthly);
}

async function open(shop: Shop, one: Case, completion: Completion | null) {
  await shop.configure({
    subscription_pause: { enabled: true },
    subscription_cancel: { enabled: true, cancellation_reason: { enabled: false, options: [] } },
  });
  const held = await shop.subscribe("starterMonthly");
  const flow = await one.flow(shop, held);
  const { url } = await shop.portal.billingPortal.sessions.create({
    customer: held.customer,
    return_url: home,
    flow_data: { ...flow, ...(completion === null ? {} : { after_completion: completion }) },
  });
  return { held, url };
}

/** The merchant's own pages, which are none of ours. */
async function standIn(page: Page): Promise<void> {
  await page.route("https://shop.example/**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<h1>The shop</h1>" }),
  );
}

for (const one of cases) {
  test(`${one.type}: opens at its task and nothing else, and ends on a page that tells the change`, async ({
    page,
    shop,
    snap,
  }) => {
    await standIn(page);
    const message = "Thank <b>you</b>!\nSee you.";
    const { held, url } = await open(shop, one, {
      type: "hosted_confirmation",
      hosted_confirmation: { custom_message: message },
    });
    await page.goto(url);
    const task = `${shop.portalUrl}${one.path(shop, held)}`;
    await expect(page).toHaveURL(task);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("link", { name: "Back to billing" })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Log out" })).toHaveCount(0);
    await expect(page.getByRole("link", { name: /^Return to / }).first()).toHaveAttribute(
      "href",
      home,
    );
    await snap(`${one.type}-1-task`);
    for (const elsewhere of ["", "/invoices", "/done", "/subscriptions/sub_other/cancel"]) {
      await page.goto(`${shop.portalUrl}${elsewhere}`);
      await expect(page).toHaveURL(task);
    }
    await one.act(page, shop);
    await expect(page).toHaveURL(`${shop.portalUrl}/done`);
    await expect(page.getByRole("heading", { level: 1, name: one.told })).toBeFocused();
    await expect(page.getByText("Thank <b>you</b>!")).toBeVisible();
    await snap(`${one.type}-2-done`);
    await one.check(shop, held);
    await page.reload();
    await expect(page.getByRole("heading", { level: 1, name: one.told })).toBeVisible();
    await page.goto(task);
    await expect(page).toHaveURL(`${shop.portalUrl}/done`);
    await page.setViewportSize({ width: 390, height: 844 });
    await snap(`${one.type}-3-done-390`);
    const hidden = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(hidden).toBe(0);
    await page
      .getByRole("link", { name: /^Return to / })
      .first()
      .click();
    await expect(page).toHaveURL(home);
  });

  test(`${one.type}: leads away after success where the merchant says so`, async ({
    page,
    shop,
  }) => {
    await standIn(page);
    const { held, url } = await open(shop, one, {
      type: "redirect",
      redirect: { return_url: after },
    });
    await page.goto(url);
    await one.act(page, shop);
    await expect(page).toHaveURL(after);
    await one.check(shop, held);
    await page.goto(shop.portalUrl);
    await expect(page).toHaveURL(`${shop.portalUrl}/done`);
    await expect(page.getByRole("link", { name: /^Go on to / })).toHaveAttribute("href", after);
  });

  test(`${one.type}: opens the whole portal after success where the merchant says so`, async ({
    page,
    shop,
  }) => {
    const { held, url } = await open(shop, one, { type: "portal_homepage" });
    await page.goto(url);
    await one.act(page, shop);
    await expect(page).toHaveURL(`${shop.portalUrl}?done=1`);
    await expect(page.getByText("Done: your change is saved.")).toBeVisible();
    await expect(page.getByRole("region", { name: "Invoices" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Log out" }).first()).toBeVisible();
    await one.check(shop, held);
    await page.goto(`${shop.portalUrl}/invoices`);
    await expect(page).toHaveURL(`${shop.portalUrl}/invoices`);
  });
}
