import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { offlineStripe } from "@/scripts/testing/offline-stripe";
import { configurationSchema } from "../portal/configuration";
import { wholeScope } from "../portal/session-scope";
import { loadInvoices } from "./load-invoices";

const scopes = (scope: "all" | "subscription") =>
  configurationSchema.parse({ portico: { invoice_history: { scope } } });

/** A Stripe whose customer has these invoices, newest first: true for one of a subscription. */
function stripeWith(kinds: readonly boolean[]) {
  const all = kinds.map((isOfSubscription, index) => ({
    id: `in_${index}`,
    object: "invoice",
    customer: "cus_1",
    status: "paid",
    currency: "usd",
    parent: isOfSubscription ? { subscription_details: { subscription: "sub_1" } } : null,
  }));
  return offlineStripe(({ path }) => {
    const { pathname, searchParams } = new URL(path, "https://api.stripe.com");
    const named = all.find(({ id }) => pathname.endsWith(`/${id}`));
    if (named !== undefined) return named;
    const after = searchParams.get("starting_after");
    const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
    const end = start + Number(searchParams.get("limit"));
    return { object: "list", data: all.slice(start, end), has_more: end < all.length };
  });
}

async function readAll(kinds: readonly boolean[], scope: "all" | "subscription") {
  const { stripe } = stripeWith(kinds);
  const pages: string[][] = [];
  let after: string | undefined;
  for (;;) {
    const wish = { customerId: "cus_1", scope: wholeScope, configuration: scopes(scope), after };
    const { data, hasMore } = await loadInvoices(stripe, wish);
    pages.push(data.map(({ id }) => id));
    if (!hasMore) return pages;
    after = data.at(-1)?.id;
  }
}

describe("the pages of invoices", () => {
  it.each(["all", "subscription"] as const)(
    "together hold each one in scope (%s) once, all full but the last, and end when there are no more",
    async (scope) => {
      const kinds = fc.array(fc.boolean(), { maxLength: 130 });
      await fc.assert(
        fc.asyncProperty(kinds, async (given) => {
          const wanted = given.flatMap((kind, index) =>
            kind || scope === "all" ? [`in_${index}`] : [],
          );
          const pages = await readAll(given, scope);
          expect(pages.flat()).toEqual(wanted);
          expect(pages).toHaveLength(Math.max(1, Math.ceil(wanted.length / 12)));
        }),
        { numRuns: runs(100) },
      );
    },
  );

  it("cost one request each, unless many of no subscription stand between", async () => {
    const { stripe, sent } = stripeWith(Array.from({ length: 500 }, (_, index) => index % 5 === 0));
    const wish = {
      customerId: "cus_1",
      scope: wholeScope,
      configuration: scopes("subscription"),
      after: undefined,
    };
    expect((await loadInvoices(stripe, wish)).data).toHaveLength(12);
    expect(sent).toHaveLength(1);
  });

  it("are not searched for ever: after a thousand out of scope the page ends, with more to come", async () => {
    const { stripe, sent } = stripeWith([true, ...Array.from({ length: 5000 }, () => false)]);
    const wish = {
      customerId: "cus_1",
      scope: wholeScope,
      configuration: scopes("subscription"),
      after: undefined,
    };
    expect(await loadInvoices(stripe, wish)).toMatchObject({
      data: [{ id: "in_0" }],
      hasMore: true,
    });
    expect(sent).toHaveLength(10);
  });
});
