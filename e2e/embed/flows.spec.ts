import { expect } from "@playwright/test";
import type Stripe from "stripe";
import { openInFrame } from "../fixtures/framed-visit";
import { type HostSite, startHostSite } from "../fixtures/host-site";
import { requireEnv } from "../fixtures/merchant";
import { test as base, type Shop } from "../fixtures/shop";

type Completion = Stripe.BillingPortal.SessionCreateParams.FlowData.AfterCompletion;

const test = base.extend<{ site: HostSite }>({
  site: async ({ shop }, use) => {
    const site = await startHostSite(requireEnv("APP_URL"), `test_${shop.slug}`);
    await use(site);
    await site.stop();
  },
});

const home = "https://shop.example/account";
const after = "https://shop.example/thanks";

/** A customer of Starter, and a link to cancel it that ends as told. */
async function makeFlow(shop: Shop, completion: Completion) {
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  const { url } = await shop.portal.billingPortal.sessions.create({
    customer,
    return_url: home,
    flow_data: {
      type: "subscription_cancel",
      subscription_cancel: { subscription },
      after_completion: completion,
    },
  });
  return { subscription, url };
}

const isEnding = async ({ stripe }: Shop, subscription: string) =>
  (await stripe.subscriptions.retrieve(subscription)).cancel_at !== null;

test("a flow in the frame: its task alone, then what was changed and the merchant's words, also after a reload", async ({
  page,
  shop,
  site,
  snap,
}) => {
  const { subscription, url } = await makeFlow(shop, {
    type: "hosted_confirmation",
    hosted_confirmation: { custom_message: "Thank <b>you</b>!\nSee you." },
  });
  const frame = await openInFrame(page, site, `test_${shop.slug}`, url);
  await expect(frame.getByRole("heading", { level: 1, name: "Cancel Starter?" })).toBeVisible();
  await expect(frame.getByRole("link", { name: "Back to billing" })).toHaveCount(0);
  await expect(frame.getByRole("button", { name: "Log out" })).toHaveCount(0);
  const back = frame.getByRole("link", { name: /^Return to / }).first();
  await expect(back).toHaveAttribute("href", home);
  await expect(back).toHaveAttribute("target", "_top");
  await snap("1-task");
  await frame.getByRole("button", { name: "Cancel subscription" }).click();
  const told = frame.getByRole("heading", { level: 1, name: "Starter will end" });
  await expect(told).toBeFocused();
  await expect(frame.getByText("Thank <b>you</b>!")).toBeVisible();
  expect(await isEnding(shop, subscription)).toBe(true);
  await snap("2-done");
  await page.reload();
  await expect(told).toBeVisible();
  await expect(frame.getByRole("button", { name: /Undo/ })).toHaveCount(0);
});

test("a flow in the frame leads nobody away by itself: the way on is a link, and the host page stays", async ({
  page,
  shop,
  site,
  snap,
}) => {
  await page.route(`${after}**`, (route) =>
    route.fulfill({ contentType: "text/html", body: "<h1>Thanks</h1>" }),
  );
  const { subscription, url } = await makeFlow(shop, {
    type: "redirect",
    redirect: { return_url: after },
  });
  const frame = await openInFrame(page, site, `test_${shop.slug}`, url);
  await frame.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(frame.getByRole("heading", { level: 1, name: "Starter will end" })).toBeFocused();
  expect(await isEnding(shop, subscription)).toBe(true);
  expect(page.url()).toBe(site.page);
  await snap("done");
  await frame.getByRole("link", { name: /^Go on to / }).click();
  await expect(page.getByRole("heading", { name: "Thanks" })).toBeVisible();
  expect(page.url()).toBe(after);
});

test("a flow in the frame opens the whole portal there, where the merchant says so", async ({
  page,
  shop,
  site,
  snap,
}) => {
  const { subscription, url } = await makeFlow(shop, { type: "portal_homepage" });
  const frame = await openInFrame(page, site, `test_${shop.slug}`, url);
  await frame.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(frame.getByText("Done: your change is saved.")).toBeVisible();
  await expect(frame.getByRole("region", { name: "Invoices" })).toBeVisible();
  await expect(frame.getByRole("button", { name: "Log out" })).toBeVisible();
  expect(await isEnding(shop, subscription)).toBe(true);
  await snap("portal");
  await frame.getByRole("button", { name: "Undo cancellation" }).click();
  await expect(frame.getByRole("button", { name: "Undo cancellation" })).toHaveCount(0);
  await expect(frame.getByText(/^Renews on/)).toBeVisible();
  expect(await isEnding(shop, subscription)).toBe(false);
  await page.reload();
  await expect(frame.getByText(/^Renews on/)).toBeVisible();
});
