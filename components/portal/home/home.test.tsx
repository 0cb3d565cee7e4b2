import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import type { PortalView, SubscriptionView } from "@/lib/portal/view";
import { MembersEyes } from "../members-eyes";
import { PortalPage } from "../portal-page";
import * as sample from "../view-fixture";
import { Home } from "./home";
import { SubscriptionList } from "./subscription-list";

vi.mock("next/navigation", () => ({ useSearchParams: () => new URLSearchParams() }));
vi.mock("next/form", () => ({ default: "form" }));

function show(page: ReactElement, change: Partial<PortalView>): string {
  return renderToStaticMarkup(
    <PortalPage view={{ ...sample.view, ...change }} frame={sample.frame} locale="en-US">
      {page}
    </PortalPage>,
  )
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
}

const home = (subscription: SubscriptionView, change: Partial<PortalView> = {}) =>
  show(<Home />, { subscriptions: [subscription], ...change });

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...sample.active, id: `sub_${index}` }));

const yes = { allowed: true } as const;

describe("a subscription's card", () => {
  it("says what is taken off, and until when", () => {
    const coupon = { id: "c", name: "Spring", percentOff: 20, amountOff: null };
    const repeating = { ...coupon, duration: "repeating", months: 3 };
    const discounts = [
      { id: "di_1", coupon: repeating, endsAt: sample.renewal },
      { id: "di_2", coupon: { ...coupon, duration: "forever", months: null }, endsAt: null },
    ];
    const text = home({ ...sample.active, discounts });
    expect(text).toContain("Spring: 20% off for 3 months, until March 3, 2027");
    expect(text).toContain("Spring: 20% off every invoice");
  });

  it("names no card where invoices are sent", () => {
    const sent = { ...sample.active, collectionMethod: "send_invoice", paymentMethod: null };
    expect(home(sent)).toContain("Renews on March 3, 2027 for $12.00 · Paid by invoice");
  });

  it("leads to everything that is allowed, the first of it loudest", () => {
    const actions = {
      ...sample.active.actions,
      apply_promotion_code: yes,
      resume_subscription: yes,
      undo_change: yes,
    };
    const text = home({ ...sample.active, actions });
    expect(text).toContain(
      "Undo change Resume Change plan Use a promotion code Cancel subscription",
    );
  });

  it("of a tiered price says what it starts at, or that it is tiered", () => {
    const [item = expect.fail()] = sample.active.items;
    const priced = (over: object) => home({ ...sample.active, items: [{ ...item, ...over }] });
    expect(priced({ tiered: true })).toContain("from $12.00 per month");
    expect(priced({ tiered: true, price: null })).toContain("Tiered price");
    expect(priced({ price: null })).toContain("Price as on your invoices");
    expect(priced({ tiered: true, quantity: 4 })).toContain("4 in all, from $12.00 per month");
  });

  it("is told when a pause ends by itself", () => {
    const horizon = { kind: "paused", resumesAt: sample.renewal } as const;
    expect(home({ ...sample.active, horizon })).toContain("Starter Paused");
    expect(home({ ...sample.active, horizon })).toContain("Paused until March 3, 2027");
  });
});

describe("why something is not offered", () => {
  const refused = {
    ...sample.active,
    actions: {
      ...sample.nothingAllowed,
      change_plan: { allowed: false, reason: "past_due" },
      cancel_subscription: { allowed: false, reason: "schedule_attached" },
    },
  } as const satisfies SubscriptionView;

  it("is said once, and only what could be missed", () => {
    const text = home(refused);
    expect(text.match(/A payment is due/g)).toHaveLength(1);
    expect(text).toContain("Why can’t I …? … cancel This subscription follows a schedule.");
    expect(text).not.toMatch(/… pause|… use a promotion code|… undo/);
    expect(home({ ...refused, actions: sample.active.actions })).not.toContain("Why can’t I");
  });

  it("is told to members in full: every action, with the setting or the state", () => {
    const page = (
      <MembersEyes value={true}>
        <Home />
      </MembersEyes>
    );
    const text = show(page, { subscriptions: [refused] });
    expect(text).toContain("pause_subscription Settings Switched off in the settings:");
    expect(text).toContain("features.subscription_pause.enabled");
    expect(text).toContain("change_plan State at Stripe Its status is past_due or unpaid.");
    expect(text).not.toContain("Why can’t I …? …");
  });
});

describe("what waits for a payment", () => {
  it("is told first, with the way to pay", () => {
    const to = { subscriptionId: "sub_active", payUrl: "https://pay.example" };
    const text = home(sample.active, {
      attention: [
        { kind: "incomplete", ...to },
        { kind: "change_pending", ...to, expiresAt: sample.renewal },
      ],
    });
    expect(text).toContain("The first payment for Starter is not completed.");
    expect(text).toContain("waits for its payment until March 3, 2027 .");
    expect(text.match(/Complete payment/g)).toHaveLength(2);
  });
});

describe("many subscriptions", () => {
  it("are cards up to five, then a line each, and searched above ten", () => {
    const told = (count: number) => show(<Home />, { subscriptions: many(count) });
    expect(told(5).match(/Change plan/g)).toHaveLength(5);
    expect(told(6)).not.toContain("Change plan");
    expect(told(10)).not.toContain("Search");
    expect(told(11)).toContain("Search");
    expect(told(11)).not.toContain("Show all subscriptions");
  });

  it("lead to all of them where there are more", () => {
    const text = show(<Home />, { subscriptions: many(20), hasMoreSubscriptions: true });
    expect(text).toContain("Show all subscriptions");
  });

  it("stand on pages; nothing found says so, and whether all were looked through", () => {
    const list = (after: string | null, query: string | null, change: Partial<PortalView>) =>
      show(<SubscriptionList page={{ after, query }} />, change);
    const next = { hasMoreSubscriptions: true, nextSubscriptions: "sub_19" };
    expect(list(null, null, { subscriptions: many(20), ...next })).toContain("Older");
    expect(list("sub_19", null, { subscriptions: many(2) })).toContain("Newest");
    const none = { subscriptions: [] };
    expect(list(null, "x", none)).toContain("Nothing here is called “x”.");
    expect(list(null, "x", { ...none, ...next })).toContain("Nothing found so far");
    expect(list("sub_1", null, none)).toContain("There are no older subscriptions.");
    expect(list(null, null, none)).toContain("No subscriptions");
  });
});
