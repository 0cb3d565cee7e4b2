import { expect } from "@playwright/test";
import { expectReadable, looks } from "../fixtures/looks";
import { waitForMail } from "../fixtures/mailbox";
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

for (const { name: look, ...options } of looks) {
  test.describe(look, () => {
    test.use(options);
    test(`${look}: a new email counts once its code was typed, and the mailbox of before is told`, async ({
      page,
      shop,
      snap,
    }) => {
      await shop.configure({
        customer_update: { enabled: true, allowed_updates: ["name", "email"] },
      });
      const former = `former-${crypto.randomUUID()}@example.com`;
      const { customer } = await shop.subscribe("starterMonthly", former);
      const email = `new-${crypto.randomUUID()}@example.com`;
      await page.goto(await shop.openPortal(customer));
      await page.getByRole("link", { name: "Edit billing information" }).click();
      await page.getByRole("button", { name: "Change email" }).click();
      await expect(page.getByRole("heading", { name: "Change your billing email" })).toBeFocused();
      const field = page.getByLabel("New email");
      await field.fill("nobody");
      await page.getByRole("button", { name: "Send code" }).click();
      await expect(page.getByText(/^Type one email address/)).toBeVisible();
      await snap("1-refused");
      await field.fill(email);
      await page.getByRole("button", { name: "Send code" }).click();
      await expect(page.getByRole("heading", { name: "Type the code we mailed" })).toBeFocused();
      const [code = ""] = /\b\d{6}\b/.exec((await waitForMail(email)).text) ?? [];
      const digits = page.getByRole("textbox", { name: "6-digit code" });
      const confirm = page.getByRole("button", { name: "Confirm" });
      await digits.fill(code.slice(0, 3));
      await confirm.click();
      await expect(page.getByText("Type all six digits.")).toBeVisible();
      await expect(digits).toBeFocused();
      await digits.fill(code === "000000" ? "000001" : "000000");
      await confirm.click();
      await expect(page.getByText(/^This code is not right\./)).toBeVisible();
      await expect(digits).toHaveValue("");
      await expect(digits).toBeFocused();
      await digits.fill(code);
      await snap("2-code");
      await expectReadable(page, `email ${look}`);
      await confirm.click();
      await expect(
        page.getByRole("heading", { name: "Your billing email is changed" }),
      ).toBeFocused();
      await snap("3-done");
      expect(await shop.stripe.customers.retrieve(customer)).toMatchObject({ email });
      expect((await waitForMail(former)).subject).toContain("was changed");
    });
  });
}
