import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import type { CancelOffer, PortalView, SubscriptionView } from "@/lib/portal/view";
import { EditBilling } from "./billing/edit-billing";
import { CancelSubscription } from "./cancel/cancel-subscription";
import { Home } from "./home/home";
import { InvoiceList } from "./invoices/invoice-list";
import { ChangePlan } from "./plan/change-plan";
import { ConfirmPlan } from "./plan/confirm-plan";
import { PortalPage } from "./portal-page";
import { ChangeQuantity } from "./quantity/change-quantity";
import { Refused } from "./task/refused";
import * as sample from "./view-fixture";

let address = "";
vi.mock("next/navigation", () => ({ useSearchParams: () => new URLSearchParams(address) }));

/** The page as the server renders it. */
function render(page: ReactElement, change: Partial<PortalView> = {}, locale = "en-US"): string {
  const view = { ...sample.view, ...change };
  return renderToStaticMarkup(
    <PortalPage view={view} frame={sample.frame} locale={locale}>
      {page}
    </PortalPage>,
  );
}

/** The same, as the text a person reads. */
function show(page: ReactElement, change: Partial<PortalView> = {}, locale = "en-US"): string {
  return render(page, change, locale)
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
}

function home(subscription: SubscriptionView, change: Partial<PortalView> = {}): string {
  return show(<Home />, { subscriptions: [subscription], ...change });
}

function cancelable(over: Partial<CancelOffer>): SubscriptionView {
  const { actions } = sample.active;
  const { cancel_subscription: cancel } = actions;
  if (!cancel.allowed) throw new Error("The fixture can be canceled.");
  return { ...sample.active, actions: { ...actions, cancel_subscription: { ...cancel, ...over } } };
}

describe("the home page says what is", () => {
  it("of a visit that only looks", () => {
    expect(show(<Home />, { readOnly: true })).toContain("View only: you see everything here");
    expect(show(<Home />)).not.toContain("View only");
  });

  it("of an active subscription", () => {
    const text = home(sample.active);
    expect(text).toContain("Starter Active $12.00 per month");
    expect(text).toContain("Renews on March 3, 2027 for $12.00 · Visa •••• 4242");
    expect(text).toContain("Change plan Cancel subscription");
    expect(text).toContain("Return to Acme");
    expect(text).toContain("mona@example.com");
    expect(text).toContain("Sandbox");
  });

  it("of one that is past due", () => {
    const attention = {
      kind: "past_due",
      subscriptionId: "sub_past_due",
      payUrl: "https://x.test",
    };
    const text = home(sample.pastDue, { attention: [{ ...attention, kind: "past_due" }] });
    expect(text).toContain("The last payment for Starter did not go through. Pay now");
    expect(text).toContain("Past due");
    expect(text).toContain("A payment is due.");
    expect(text).not.toContain("Change plan");
  });

  it("of one that ended", () => {
    const text = home(sample.canceled);
    expect(text).toContain("Canceled");
    expect(text).toContain("Ended on December 25, 2026");
    expect(text).not.toMatch(/Change plan|Cancel subscription|Undo/);
  });

  it("of one that is going to end", () => {
    const text = home(sample.canceling);
    expect(text).toContain("Ending");
    expect(text).toContain("Ends on March 3, 2027");
    expect(text).toContain("Undo cancellation");
    expect(text).not.toContain("Cancel subscription");
  });

  it("of a trial", () => {
    expect(home(sample.trialing)).toContain("Trial until March 3, 2027 , then $48.00");
  });

  it("of one with several items", () => {
    const text = home(sample.several);
    expect(text).toContain("Seats 12 × $8.00 per seat per month");
    expect(text).toContain("Extra storage Price depends on use");
  });
});

describe("the card of a subscription says", () => {
  const [item] = sample.active.items;
  const pro = { productName: "Pro", price: { amount: 4800, currency: "usd" } };

  it("what it will change to, when, and what that costs", () => {
    const to = { ...(item ?? expect.fail()), ...pro };
    const horizon = { kind: "changes", at: sample.renewal, to } as const;
    const text = home({ ...sample.active, horizon });
    expect(text).toContain("Changes to Pro ($48.00 per month) on March 3, 2027");
    expect(text).not.toContain("Renews");
  });

  it("that nothing is paid while it is paused", () => {
    const text = home({
      ...sample.active,
      status: "paused",
      horizon: { kind: "paused", resumesAt: null },
    });
    expect(text).toContain("No payment is taken while it is paused");
    expect(text).not.toContain("Renews");
  });

  it("what one of what is metered costs, and what it comes to so far", () => {
    const price = { amount: 2, currency: "usd" };
    const metered = { ...(item ?? expect.fail()), quantity: null, metered: true, price };
    const amount = { amount: 820, currency: "usd" };
    const text = home({
      ...sample.active,
      items: [{ ...metered, unitLabel: "message" }],
      horizon: { kind: "renews", at: sample.renewal, amount, soFar: true },
    });
    expect(text).toContain("$0.02 per message Renews on March 3, 2027 · $8.20 so far");
    expect(home({ ...sample.active, items: [metered] })).toContain("$0.02 per unit used");
  });
});

describe("the home page copes", () => {
  it("with a status that Stripe will think of tomorrow", () => {
    const text = home({ ...sample.active, status: "on_hold", horizon: { kind: "unknown" } });
    expect(text).toContain("On hold");
    expect(text).not.toContain("Renews");
  });

  it("with nothing there", () => {
    const text = show(<Home />, {
      subscriptions: [],
      paymentMethods: [],
      invoices: { list: [], hasMore: false },
    });
    expect(text).toContain("No subscriptions");
    expect(text).toContain("No payment method saved");
    expect(text).toContain("No invoices yet");
    expect(text).not.toContain("Show all");
  });

  it("with sections that are switched off", () => {
    const text = show(<Home />, { paymentMethods: null, invoices: null });
    expect(text).not.toMatch(/Payment methods|Invoices/);
  });

  it("when Stripe cannot be asked, and says since when", () => {
    expect(show(<Home />, { stale: true })).toContain(
      "As of 2:05 PM. Changes are paused while Stripe is unreachable.",
    );
  });

  it("with the customer's way of writing dates", () => {
    expect(show(<Home />, {}, "en-GB")).toContain("Renews on 3 March 2027 for US$12.00");
  });

  it("with the currency's own digits", () => {
    const yen = { kind: "renews", at: sample.renewal, amount: { amount: 1200, currency: "jpy" } };
    expect(home({ ...sample.active, horizon: { ...yen, kind: "renews", soFar: false } })).toContain(
      "¥1,200",
    );
  });

  it("with many invoices: the five newest and the way to the rest", () => {
    const text = show(<Home />);
    expect(text.match(/ACME-/g)).toHaveLength(10);
    expect(text).toContain("Show all");
  });
});

describe("the task pages", () => {
  it("offer plans, with the current one marked and the saving stated", () => {
    const text = show(<ChangePlan subscription="sub_active" />);
    expect(text).toContain("You are on Starter at $12.00 per month");
    expect(text).toContain("Yearly Save 16%");
    expect(text).toContain("Starter Your plan");
    expect(text).toContain("Choose Pro");
    expect(text).not.toContain("Choose Starter");
  });

  it("open at the interval their address names", () => {
    address = "interval=year-1";
    const text = show(<ChangePlan subscription="sub_active" />);
    address = "";
    expect(text).toContain("$480.00 per year $40.00 a month");
    expect(text).toContain("Switch to yearly");
    expect(text).toContain("Choose Pro");
  });

  it("state the cost of all units when there are several", () => {
    const plans = sample.plans.map((plan) => ({
      ...plan,
      prices: plan.prices.map((price) => ({
        ...price,
        parts: price.parts.map((part) => ({ ...part, quantity: 8 })),
      })),
    }));
    const change = { allowed: true, plans, promotionCodes: false } as const;
    const seats = { ...sample.active, actions: { ...sample.active.actions, change_plan: change } };
    const text = show(<ChangePlan subscription="sub_active" />, { subscriptions: [seats] });
    expect(text).toContain("$48.00 per month For your 8: $384.00");
  });

  it("tell a tier of several parts, one that is recommended and one that is only a link", () => {
    const [starter, pro] = sample.plans;
    const [price] = pro?.prices ?? [];
    if (!starter || !pro || !price) expect.fail("The fixture has two plans");
    const [base] = price.parts;
    if (!base) expect.fail("The fixture's plans have a part");
    const seat = { ...base, priceId: "price_seat", productName: "Seats", unitLabel: "seat" };
    const sms = { ...seat, priceId: "price_sms", productName: "Messages", unitLabel: "message" };
    const parts = [
      base,
      { ...seat, price: sample.usd(900), quantity: 5 },
      { ...sms, price: sample.usd(2), quantity: null, metered: true },
    ];
    const team = {
      ...pro,
      id: "team",
      name: "Team",
      highlighted: true,
      prices: [{ ...price, parts }],
    };
    const link = "https://example.com/sales";
    const enterprise = { ...pro, id: "enterprise", name: "Enterprise", prices: [], link };
    const plans = [starter, team, enterprise];
    const change = { allowed: true, plans, promotionCodes: false } as const;
    const html = render(<ChangePlan subscription="sub_active" />, {
      subscriptions: [
        { ...sample.active, actions: { ...sample.active.actions, change_plan: change } },
      ],
    });
    const text = html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
    expect(text).toContain("Team Recommended $48.00 per month");
    expect(text).toContain("+ Seats: 5 × $9.00 per seat per month");
    expect(text).toContain("+ Messages: $0.02 per message");
    expect(text).toContain("Enterprise On request");
    expect(html).toContain('href="https://example.com/sales"');
    expect(text).not.toContain("Choose Enterprise");
  });

  it("say what of the present plan a smaller one lacks", () => {
    const plans = sample.plans.map((plan) => ({
      ...plan,
      prices: plan.prices.map((price) => ({ ...price, current: price.id === "price_pro_m" })),
    }));
    const change = { allowed: true, plans, promotionCodes: false } as const;
    const pro = { ...sample.active, actions: { ...sample.active.actions, change_plan: change } };
    const text = show(<ChangePlan subscription="sub_active" />, { subscriptions: [pro] });
    expect(text).toContain("Not included: Audit log");
    expect(text).not.toContain("Not included: Email support");
  });

  it("let a quantity be typed within its bounds", () => {
    const terms = { minimum: 2, maximum: 20, step: 2 };
    const seats = {
      item: "si_starter",
      productName: "Seats",
      unitLabel: "seat",
      quantity: 8,
      terms,
    };
    const change = { allowed: true, items: [seats] } as const;
    const { actions } = sample.active;
    const text = show(<ChangeQuantity subscription="sub_active" />, {
      subscriptions: [{ ...sample.active, actions: { ...actions, change_quantity: change } }],
    });
    expect(text).toContain("You have 8 of Seats.");
    expect(text).toContain("From 2 to 20. In steps of 2.");
    expect(text).not.toMatch(/Change to|Pay/);
  });

  it("offer to take back the change that stands in the way of another", () => {
    const refused = { allowed: false, reason: "change_scheduled" } as const;
    const actions = {
      ...sample.active.actions,
      change_plan: refused,
      change_quantity: refused,
      undo_change: { allowed: true } as const,
    };
    const change = { subscriptions: [{ ...sample.active, actions }] };
    const pages = [
      <ChangePlan key="plans" subscription="sub_active" />,
      <ConfirmPlan key="confirm" subscription="sub_active" price="price_pro_m" />,
      <ChangeQuantity key="quantity" subscription="sub_active" />,
    ];
    for (const page of pages) {
      const text = show(page, change);
      expect(text).toContain("A change is already scheduled. Undo it first.");
      expect(text).toContain("Undo change");
    }
  });

  it("ask for no confirmation before the cost is known", () => {
    const text = show(<ConfirmPlan subscription="sub_active" price="price_pro_m" />);
    expect(text).toContain("Switch to Pro");
    expect(text).toContain("Asking what the change costs…");
    expect(text).not.toContain("and switch to");
  });

  it("say so when the plan is the current one, or none on the list", () => {
    const change = (price: string) => show(<ConfirmPlan subscription="sub_active" price={price} />);
    expect(change("price_starter_m")).toContain("You are on Starter already");
    expect(change("price_foreign")).toContain("This plan can&#x27;t be chosen");
  });

  it("say what stops and what is kept before canceling", () => {
    const text = show(<CancelSubscription subscription="sub_active" />);
    expect(text).toContain("Starter ends on March 3, 2027 and does not renew.");
    expect(text).toContain("Everything in Starter works until March 3, 2027");
    expect(text).toContain("Cancel subscription Keep subscription");
  });

  it("ask why, in the merchant's order, and let it be left unsaid", () => {
    const text = show(<CancelSubscription subscription="sub_active" />, {
      subscriptions: [
        cancelable({
          reasons: [
            { kind: "stripe", feedback: "unused" },
            { kind: "stripe", feedback: "too_expensive" },
          ],
        }),
      ],
    });
    expect(text).toContain("Why are you canceling?");
    expect(text).toContain("I no longer need it It&#x27;s too expensive I&#x27;d rather not say");
    expect(text).not.toContain("I need more features");
    expect(text).toContain("Continue to cancel Keep subscription");
  });

  it("say what the merchant says before canceling, as text and nothing more", () => {
    const message = "We would miss you.\n<img src=x onerror=alert(1)> {name}";
    const html = render(<CancelSubscription subscription="sub_active" />, {
      subscriptions: [cancelable({ message })],
    });
    expect(html).toContain("From Acme");
    expect(html).toContain("We would miss you.\n&lt;img src=x onerror=alert(1)&gt; {name}");
  });

  it("say how to cancel where it can't be done here, on the home page too", () => {
    const refusal = { allowed: false, reason: "feature_disabled" } as const;
    const actions = { ...sample.active.actions, cancel_subscription: refusal };
    const off = {
      subscriptions: [{ ...sample.active, actions }],
      cancelInstructions: "Write to\nbilling@acme.test.",
    };
    for (const page of [
      <CancelSubscription subscription="sub_active" key="1" />,
      <Home key="2" />,
    ]) {
      expect(show(page, off)).toContain("How to cancel Write to billing@acme.test.");
    }
    expect(home(sample.canceled, { cancelInstructions: "Write." })).not.toContain("How to cancel");
    expect(home(sample.canceling, { cancelInstructions: "Write." })).not.toContain("How to cancel");
  });

  it("show the end and its undo when it was canceled already", () => {
    const change = { subscriptions: [sample.canceling] };
    const text = show(<CancelSubscription subscription="sub_canceling" />, change);
    expect(text).toContain("Starter ends on March 3, 2027");
    expect(text).toContain("Undo cancellation");
  });

  it("give the reason when a task is not offered", () => {
    const change = { subscriptions: [sample.several] };
    expect(show(<ChangePlan subscription="sub_several" />, change)).toContain(
      "This subscription has several parts. Please ask Acme to change it.",
    );
  });

  it("list later pages of invoices", () => {
    const text = show(<InvoiceList after="in_9" />);
    expect(text).toContain("All invoices");
    expect(text).toContain("Newest");
    expect(text).toContain("Older");
  });
});

describe("the billing information", () => {
  const { billing } = sample.view;
  if (billing === null) throw new Error("The fixture has billing information.");

  it("is listed, with the way to change it", () => {
    const text = show(<Home />);
    expect(text).toContain("Billing information Edit billing information");
    expect(text).toContain("Name Mona Reyes Email mona@example.com Phone Not given");
    expect(text).toContain("1 Market St San Francisco, CA 94105 United States");
    expect(text).toContain("Tax ID 12-3456789 US EIN");
  });

  it("is in the customer's language where its words are Intl's", () => {
    const address = {
      line1: "Weg 1",
      line2: null,
      city: "Berlin",
      state: null,
      postalCode: "10115",
      country: "DE",
    };
    expect(show(<Home />, { billing: { ...billing, address } })).toContain(
      "Weg 1 Berlin, 10115 Germany",
    );
  });

  it("is listed without that way where nothing may be changed, and not at all where it is off", () => {
    const actions = { update_customer: { allowed: false, reason: "feature_disabled" } } as const;
    const text = show(<Home />, { billing: { ...billing, actions } });
    expect(text).toContain("Billing information");
    expect(text).not.toContain("Edit");
    expect(show(<Home />, { billing: null })).not.toContain("Billing information");
  });

  it("is changed in a form with what is held, field by field", () => {
    const html = render(<EditBilling />);
    expect(html).toContain('value="Mona Reyes"');
    expect(html).toContain('name="address[postal_code]"');
    for (const part of [
      "name",
      "tel",
      "country",
      "address-line1",
      "address-line2",
      "postal-code",
    ]) {
      expect(html).toContain(`autoComplete="billing ${part}"`);
    }
    const update_customer = { allowed: true, fields: ["phone"] } as const;
    const narrow = render(<EditBilling />, {
      billing: { ...billing, actions: { update_customer } },
    });
    expect(narrow).toContain('name="phone"');
    expect(narrow).not.toMatch(/name="name"|name="address/);
  });

  it("has no form where it may not be changed", () => {
    const actions = { update_customer: { allowed: false, reason: "stripe_unreachable" } } as const;
    const text = show(<EditBilling />, { billing: { ...billing, actions } });
    expect(text).toContain("Billing information can&#x27;t be changed here");
    expect(text).toContain("Changes are paused while Stripe is unreachable.");
  });
});

describe("the refused page", () => {
  function refuse(code: string, merchant: string | null, returnUrl: string | null): string {
    return renderToStaticMarkup(
      <Refused
        code={code}
        merchant={merchant}
        returnUrl={returnUrl}
        portal={null}
        login={null}
        locale="en"
      />,
    );
  }

  it("names the reason and one way on", () => {
    const html = refuse("session_expired", "Acme", "https://example.com/account");
    expect(html).toContain('data-error-code="session_expired"');
    expect(html).toContain("Your visit has timed out");
    expect(html).toContain('href="https://example.com/account"');
  });

  it("says where to find the link when there is no way back", () => {
    expect(refuse("session_used", "Acme", null)).toContain("Open the link again from Acme.");
    expect(refuse("session_used", null, null)).toContain("where you found it");
  });

  it.each(["wayOn", "constructor", "a_code_of_tomorrow"])("stays kind about %s", (code) => {
    expect(refuse(code, null, null)).toContain("Something went wrong");
  });
});
