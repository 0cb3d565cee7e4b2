import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { itemOf, openAccount } from "./harness";

type Features = Stripe.BillingPortal.ConfigurationCreateParams.Features;
const cancelOnly: Features = { subscription_cancel: { enabled: true } };

describe("portal configurations", () => {
  it("have Stripe's defaults for what is not said", async () => {
    const { stripe } = await openAccount();
    const made = await stripe.billingPortal.configurations.create({
      business_profile: { headline: "Hello" },
      features: cancelOnly,
    });
    expect(made).toMatchObject({
      object: "billing_portal.configuration",
      active: true,
      is_default: false,
      business_profile: { headline: "Hello", privacy_policy_url: null },
      login_page: { enabled: false, url: null },
      features: {
        customer_update: { enabled: false, allowed_updates: [] },
        invoice_history: { enabled: false },
        payment_method_update: { enabled: false },
        subscription_cancel: { enabled: true, mode: "at_period_end", proration_behavior: "none" },
        subscription_pause: {
          enabled: false,
          duration: {
            type: "interval_options",
            interval_options: [{ interval: "month", interval_count: 1 }],
          },
        },
        subscription_update: {
          enabled: false,
          default_allowed_updates: [],
          proration_behavior: "none",
          trial_update_behavior: "end_trial",
        },
      },
    });
  });

  it("offer products, which are answered when they are expanded", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const price = await account.price({ unit_amount: 1000, interval: "month" });
    const product = String(price.product);
    const made = await stripe.billingPortal.configurations.create({
      features: {
        payment_method_update: { enabled: true },
        subscription_update: {
          enabled: true,
          default_allowed_updates: ["price", "quantity"],
          products: [
            { product, prices: [price.id], adjustable_quantity: { enabled: true, maximum: 9 } },
          ],
          proration_behavior: "always_invoice",
          schedule_at_period_end: { conditions: [{ type: "decreasing_item_amount" }] },
        },
      },
    });
    expect(made.features.subscription_update.products).toBeUndefined();
    const full = await stripe.billingPortal.configurations.retrieve(made.id, {
      expand: ["features.subscription_update.products"],
    });
    expect(full.features.subscription_update).toMatchObject({
      products: [
        { product, prices: [price.id], adjustable_quantity: { enabled: true, maximum: 9 } },
      ],
      schedule_at_period_end: { conditions: [{ type: "decreasing_item_amount" }] },
    });
  });

  it("change, keep what is not named, and are listed by their state", async () => {
    const { stripe } = await openAccount();
    const made = await stripe.billingPortal.configurations.create({
      features: cancelOnly,
      login_page: { enabled: true },
    });
    expect(made.login_page.url).toMatch(/^https:\/\/billing\.stripe\.com\/p\/login\//);
    const changed = await stripe.billingPortal.configurations.update(made.id, {
      active: false,
      features: { invoice_history: { enabled: true } },
      login_page: { enabled: false },
      name: "Old",
    });
    expect(changed).toMatchObject({
      active: false,
      name: "Old",
      login_page: { enabled: false, url: null },
      features: { subscription_cancel: { enabled: true }, invoice_history: { enabled: true } },
    });
    const active = await stripe.billingPortal.configurations.list({ active: true, limit: 100 });
    expect(active.data.map(({ id }) => id)).not.toContain(made.id);
  });

  it.each<[string, Features, string]>([
    [
      "prorations at the period's end",
      { subscription_cancel: { enabled: true, proration_behavior: "create_prorations" } },
      "features[subscription_cancel][proration_behavior]",
    ],
    [
      "an invoice of its own for a cancellation",
      {
        subscription_cancel: {
          enabled: true,
          mode: "immediately",
          proration_behavior: "always_invoice",
        },
      },
      "features[subscription_cancel][proration_behavior]",
    ],
    [
      "updates without payment methods",
      {
        payment_method_update: { enabled: false },
        subscription_update: { enabled: true, default_allowed_updates: ["quantity"], products: "" },
      },
      "features[subscription_update][enabled]",
    ],
    [
      "a product that does not exist",
      {
        payment_method_update: { enabled: true },
        subscription_update: {
          enabled: true,
          default_allowed_updates: ["price"],
          products: [{ product: "prod_none", prices: ["price_none"] }],
        },
      },
      "features[subscription_update][products][0][product]",
    ],
  ])("refuse %s", async (_name, features, param) => {
    const { stripe } = await openAccount();
    const attempt = stripe.billingPortal.configurations.create({ features });
    await expect(attempt).rejects.toMatchObject({ statusCode: 400, param });
  });
});

describe("portal sessions", () => {
  it("show their flow", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const customer = await account.customer();
    const price = await account.price({ unit_amount: 1000, interval: "month" });
    const subscription = await account.subscribe(customer, price);
    const configuration = await stripe.billingPortal.configurations.create({
      features: cancelOnly,
      default_return_url: "https://example.com/back",
    });
    const session = await stripe.billingPortal.sessions.create({
      customer: customer.id,
      configuration: configuration.id,
      locale: "de",
      flow_data: {
        type: "subscription_cancel",
        subscription_cancel: { subscription: subscription.id },
      },
      expand: ["configuration"],
    });
    expect(session).toMatchObject({
      object: "billing_portal.session",
      configuration: { id: configuration.id },
      customer: customer.id,
      locale: "de",
      return_url: "https://example.com/back",
      flow: {
        type: "subscription_cancel",
        after_completion: { type: "hosted_confirmation" },
        subscription_cancel: { subscription: subscription.id, retention: null },
        subscription_update: null,
      },
    });
    expect(session.url).toMatch(/^https:\/\/billing\.stripe\.com\/p\/session\/test_/);
    const update = stripe.billingPortal.sessions.create({
      customer: customer.id,
      configuration: configuration.id,
      flow_data: {
        type: "subscription_update_confirm",
        subscription_update_confirm: {
          subscription: subscription.id,
          items: [{ id: itemOf(subscription).id, quantity: 2 }],
        },
      },
    });
    await expect(update).rejects.toThrow(
      "This subscription cannot be updated because the subscription update feature in the portal configuration is disabled.",
    );
  });

  it("need a customer that exists", async () => {
    const { stripe } = await openAccount();
    await expect(stripe.billingPortal.sessions.create({})).rejects.toMatchObject({
      statusCode: 400,
      code: "parameter_missing",
      param: "customer",
    });
    const stranger = stripe.billingPortal.sessions.create({ customer: "cus_none" });
    await expect(stranger).rejects.toMatchObject({ code: "resource_missing", param: "customer" });
  });
});

describe("feedback options", () => {
  it("are made, renamed, used and deactivated", async () => {
    const { stripe } = await openAccount();
    const made = await stripe.billing.feedbackOptions.create({ description: "Too loud" });
    expect(made).toMatchObject({ object: "billing.feedback_option", status: "active" });
    await stripe.billing.feedbackOptions.update(made.id, { description: "Too quiet" });
    const use = () =>
      stripe.billingPortal.configurations.create({
        features: {
          subscription_cancel: {
            enabled: true,
            cancellation_reason: { enabled: true, options: ["other"], feedback_options: [made.id] },
          },
        },
      });
    const used = await use();
    expect(used.features.subscription_cancel.cancellation_reason.feedback_options).toEqual([
      made.id,
    ]);
    const gone = await stripe.billing.feedbackOptions.deactivate(made.id);
    expect(gone.status).toBe("inactive");
    expect(gone.status_transitions.deactivated_at).toBeGreaterThan(0);
    await expect(use()).rejects.toMatchObject({ statusCode: 400 });
    const inactive = await stripe.billing.feedbackOptions.list({ status: "inactive", limit: 1 });
    expect(inactive.data.map(({ id }) => id)).toEqual([made.id]);
    const long = stripe.billing.feedbackOptions.create({ description: "x".repeat(101) });
    await expect(long).rejects.toMatchObject({ statusCode: 400, param: "description" });
  });
});
