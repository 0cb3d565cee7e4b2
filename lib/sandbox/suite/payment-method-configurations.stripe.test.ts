import { expect, it } from "vitest";
import { openAccount } from "./harness";

it("a payment method configuration keeps its name, and says which kinds are offered", async () => {
  const { stripe } = await openAccount();
  const { paymentMethodConfigurations } = stripe;
  const made = await paymentMethodConfigurations.create({
    name: "Cards only",
    card: { display_preference: { preference: "on" } },
  });
  expect(made).toMatchObject({
    object: "payment_method_configuration",
    active: true,
    name: "Cards only",
    card: { display_preference: { preference: "on", value: "on" } },
  });
  expect(await paymentMethodConfigurations.retrieve(made.id)).toMatchObject({ id: made.id });
  const listed = await paymentMethodConfigurations.list({ limit: 100 });
  expect(listed.data.map(({ id }) => id)).toContain(made.id);
  const off = await paymentMethodConfigurations.update(made.id, { active: false });
  expect(off).toMatchObject({ active: false, name: "Cards only" });
});

it("an unknown payment method configuration is not found", async () => {
  const { stripe } = await openAccount();
  await expect(stripe.paymentMethodConfigurations.retrieve("pmc_unknown")).rejects.toMatchObject({
    statusCode: 404,
    code: "resource_missing",
  });
});
