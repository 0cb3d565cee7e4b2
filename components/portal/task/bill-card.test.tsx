import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import type { Bill, NextCharge } from "@/lib/portal/preview";
import { PortalPage } from "../portal-page";
import * as sample from "../view-fixture";
import { BillCard } from "./bill-card";

vi.mock("next/navigation", () => ({ useSearchParams: () => new URLSearchParams() }));

const money = (amount: number) => ({ amount, currency: "usd" });
const month = { unit: "month", count: 1 } as const;
const next: NextCharge = {
  at: sample.renewal,
  amount: money(4999),
  total: money(4999),
  balance: null,
  debt: null,
  left: null,
};
const bill: Bill = {
  billed: "now",
  lines: [{ description: "1 × Pro", amount: money(4999), proration: false }],
  hasMoreLines: false,
  subtotal: money(4999),
  tax: null,
  discount: null,
  credit: null,
  balance: null,
  debt: null,
  dueNow: money(4999),
  next,
};

function show(change: Partial<Bill>, given: { byUse?: boolean; lasts?: boolean } = {}): string {
  const { byUse = false, lasts = true } = given;
  return renderToStaticMarkup(
    <PortalPage view={sample.view} frame={sample.frame} locale="en-US">
      <BillCard
        bill={{ ...bill, ...change }}
        paymentMethod={null}
        interval={lasts ? month : null}
        byUse={byUse}
      />
    </PortalPage>,
  )
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
}

describe("the payment after this one", () => {
  it("is the regular price where no balance has a part in it", () => {
    expect(show({})).toContain("From March 3, 2027 $49.99 per month");
    expect(show({}, { lasts: false })).toContain("Next payment on March 3, 2027 $49.99");
  });

  it("is what will be charged, the credit as a line of its own", () => {
    const charged = { ...next, amount: money(2999), balance: money(2000) };
    expect(show({ next: charged })).toContain(
      "Next payment on March 3, 2027 Regular price $49.99 per month Credit applied -$20.00 You pay $29.99",
    );
    expect(show({ next: charged }, { lasts: false })).toContain("This renewal $49.99 Credit");
  });

  it("is nothing while credit lasts, and what is left of it is said", () => {
    const free = { ...next, amount: money(0), balance: money(4999), left: money(1500) };
    expect(show({ next: free })).toContain("You pay $0.00 $15.00 of credit are left after it.");
  });

  it("brings what is owed from before", () => {
    const more = { ...next, amount: money(5039), debt: money(40) };
    expect(show({ next: more })).toContain("Owed from before $0.40 You pay $50.39");
    expect(show({ debt: money(40), dueNow: money(5039) })).toContain("Owed from before $0.40");
    expect(show({ debt: money(-40), dueNow: money(0) })).toContain(
      "Too little to charge now, so it comes with a later invoice -$0.40",
    );
  });

  it("says that use comes on top, of which no amount is known", () => {
    expect(show({}, { byUse: true })).toContain("What you use comes on top.");
    expect(show({})).not.toContain("What you use");
  });
});
