import { expect } from "@playwright/test";
import { test } from "../fixtures/shop";

test("name, phone and address are edited; what cannot be saved is told at its field, and everything typed stays", async ({
  page,
  shop,
  snap,
}) => {
  const { customer } = await shop.subscribe("starterMonthly");
  await page.goto(await shop.openPortal(customer));
  await page.getByRole("link", { name: "Edit billing information" }).click();
  await page.getByLabel("Name").fill("Ada King");
  const phone = page.getByLabel("Phone");
  await phone.fill("call me");
  await page.getByLabel("Country or region").selectOption({ label: "Ireland" });
  await page.getByLabel("Street and number").fill("12 Harbour Row");
  await page.getByLabel("City").fill("Dublin");
  await page.getByLabel("Postal code").fill("D02 X285");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(phone).toBeFocused();
  await expect(phone).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText(/^Use digits, spaces/)).toBeVisible();
  await snap("1-refused");
  await expect(page.getByLabel("Name")).toHaveValue("Ada King");
  await expect(page.getByLabel("City")).toHaveValue("Dublin");
  await expect(page.getByLabel("Country or region")).toHaveValue("IE");
  expect((await shop.stripe.customers.retrieve(customer)).deleted).toBeUndefined();

  await phone.fill("+353 1 555 0142");
  await phone.press("Enter");
  await expect(
    page.getByRole("heading", { name: "Your billing information is saved" }),
  ).toBeVisible();
  expect(await shop.stripe.customers.retrieve(customer)).toMatchObject({
    name: "Ada King",
    phone: "+353 1 555 0142",
    address: { country: "IE", line1: "12 Harbour Row", city: "Dublin", postal_code: "D02 X285" },
  });
  await page.getByRole("link", { name: "Back to billing" }).first().click();
  await expect(page.getByRole("region", { name: "Billing information" })).toContainText("Ada King");
  await snap("2-saved");
});

test("billing information that was switched off while the form is open is refused kindly, and nothing typed is lost", async ({
  page,
  shop,
}) => {
  const { customer } = await shop.subscribe("starterMonthly");
  await page.goto(await shop.openPortal(customer));
  await page.goto(`${shop.portalUrl}/billing`);
  const name = page.getByLabel("Name");
  await name.fill("Ada King");
  await shop.configure({ customer_update: { enabled: false } });
  const answer = page.waitForResponse((seen) =>
    /\/api\/portal\/(?:actions|previews)\//.test(seen.url()),
  );
  await page.getByRole("button", { name: "Save" }).click();
  expect((await answer).status()).toBe(403);
  await expect(page.getByText("This can't be changed here.").first()).toBeVisible();
  await expect(name).toHaveValue("Ada King");
  expect(await shop.stripe.customers.retrieve(customer)).toMatchObject({ name: "Ada Lovelace" });
});
