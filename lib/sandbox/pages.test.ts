import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { openTestAccount, stockAccount, subscribe } from "./test-account";

async function openInvoice(name = `<img src=x onerror="alert('1')">`) {
  const account = openTestAccount(Stripe);
  const { customer, starter } = await stockAccount(account.stripe);
  await account.stripe.customers.update(customer.id, { name });
  await subscribe(account.stripe, customer.id, starter.month);
  const [invoice] = (await account.stripe.invoices.list()).data;
  const url = invoice?.hosted_invoice_url ?? "";
  const open = (address: string, method = "GET") =>
    account.sandbox.handle(new Request(address, { method }));
  return { url, pdf: invoice?.invoice_pdf ?? "", open };
}

describe("invoice pages", () => {
  it("show the invoice without a key, escaped, as a sandbox's", async () => {
    const { url, open } = await openInvoice();
    expect(url).toMatch(/^http:\/\/sandbox\.test\/sandbox\/invoices\/[0-9a-f]{12}\/\w{32}$/);
    const response = await open(url);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    const page = await response.text();
    expect(page).toContain("1 × Starter (at $12.00 / month)");
    expect(page).toContain("Sandbox");
    expect(page).toContain("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;");
    expect(page).not.toContain("<img");
  });

  it("give a real PDF", async () => {
    const { pdf, open } = await openInvoice();
    const response = await open(pdf);
    expect(response.headers.get("content-type")).toBe("application/pdf");
    const bytes = Buffer.from(await response.arrayBuffer()).toString("latin1");
    expect(bytes.startsWith("%PDF-")).toBe(true);
    expect(bytes.match(/\/Type \/Page\b/g)).toHaveLength(1);
  });

  it("fit any name on one page", async () => {
    const { pdf, open } = await openInvoice(`Пётр 株式会社 🎉 ${"long name ".repeat(20)}`);
    const bytes = Buffer.from(await (await open(pdf)).arrayBuffer()).toString("latin1");
    expect(bytes.match(/\/Type \/Page\b/g)).toHaveLength(1);
  });

  it("are a plain 404 for any other address", async () => {
    const { url, open } = await openInvoice();
    const others = [
      `${url}x`,
      url.replace(/.$/, (last) => (last === "a" ? "b" : "a")),
      url.replace(/invoices\/\w{12}/, "invoices/000000000000"),
      "http://sandbox.test/sandbox/invoices/%00/..",
      "http://sandbox.test/sandbox/",
    ];
    for (const address of others) {
      const response = await open(address);
      expect([address, response.status]).toEqual([address, 404]);
      expect(await response.text()).toContain("Page not found");
    }
    expect((await open(url, "POST")).status).toBe(404);
  });
});

/** An open invoice of 1,000 cents with a card that behaves as its name says, and its page. */
async function openToPay(card: string, lines = 1) {
  const { stripe, sandbox } = openTestAccount(Stripe);
  const customer = await stripe.customers.create({
    payment_method: card,
    invoice_settings: { default_payment_method: card },
  });
  const draft = await stripe.invoices.create({ customer: customer.id, currency: "usd" });
  const each = Array.from({ length: lines }, (_, index) => ({
    amount: 1000,
    description: `Thing ${index}`,
  }));
  await stripe.invoices.addLines(draft.id, { lines: each });
  const invoice = await stripe.invoices.finalizeInvoice(draft.id);
  const url = invoice.hosted_invoice_url ?? "";
  const open = async (address = url) => sandbox.handle(new Request(address));
  const text = async () => (await open()).text();
  const form = async (chosen = "default") => {
    const [, attempt = ""] = /name="attempt" value="([^"]*)"/.exec(await text()) ?? [];
    return new URLSearchParams({ card: chosen, attempt });
  };
  const post = (body: URLSearchParams) =>
    sandbox.handle(new Request(`${url}/pay`, { method: "POST", body }));
  const read = () => stripe.invoices.retrieve(invoice.id);
  return { stripe, invoice, url, open, text, form, post, read };
}

describe("the page of an open invoice", () => {
  it("takes the payment and leads back to the invoice, then paid with a receipt", async () => {
    const { form, post, read, text, url } = await openToPay("pm_card_visa");
    expect(await text()).toContain("Visa •••• 4242: saved");
    const response = await post(await form());
    expect([response.status, response.headers.get("location")]).toEqual([
      303,
      new URL(url).pathname,
    ]);
    expect(await read()).toMatchObject({ status: "paid", amount_paid: 1000 });
    const after = await text();
    expect(after).toContain("Amount paid");
    expect(after).toContain("/sandbox/receipts/");
    expect(after).not.toContain("<form");
  });

  it("says why a card was declined, and takes another one", async () => {
    const { form, post, read, text } = await openToPay("pm_card_chargeCustomerFail");
    await post(await form());
    expect(await text()).toContain("Your card was declined.");
    expect((await read()).status).toBe("open");
    await post(await form("pm_card_visa"));
    expect((await read()).status).toBe("paid");
  });

  it("makes one attempt of a form that was sent twice", async () => {
    const { form, post, read, stripe } = await openToPay("pm_card_chargeCustomerFail");
    const body = await form();
    await Promise.all([post(body), post(body)]);
    await post(body);
    expect((await read()).status).toBe("open");
    expect((await stripe.charges.list()).data).toHaveLength(1);
  });

  it("leads to 3-D Secure where the card asks for it", async () => {
    const { form, post, text } = await openToPay("pm_card_visa");
    const response = await post(await form("pm_card_threeDSecure2Required"));
    expect(response.headers.get("location")).toMatch(/^\/sandbox\/authenticate\//);
    expect(await text()).toContain("This payment must be authenticated.");
  });

  it("shows credit notes, and their PDFs", async () => {
    const { invoice, open, stripe, text } = await openToPay("pm_card_visa");
    const note = await stripe.creditNotes.create({ invoice: invoice.id, amount: 250 });
    const page = await text();
    expect(page).toContain(`Credit note ${note.number}`);
    expect(page).toContain("$7.50");
    const bytes = Buffer.from(await (await open(note.pdf)).arrayBuffer()).toString("latin1");
    expect(bytes.startsWith("%PDF-")).toBe(true);
  });
});

describe("the page of an invoice that is over", () => {
  it("offers no payment and does not take one", async () => {
    const { form, invoice, post, read, stripe, text } = await openToPay("pm_card_visa");
    const body = await form();
    await stripe.invoices.voidInvoice(invoice.id);
    expect(await text()).not.toContain("<form");
    await post(body);
    expect((await read()).status).toBe("void");
  });
});

it("an invoice of many lines has a PDF of several pages", async () => {
  const { invoice, open } = await openToPay("pm_card_visa", 60);
  const response = await open(invoice.invoice_pdf ?? "");
  const bytes = Buffer.from(await response.arrayBuffer()).toString("latin1");
  expect(bytes.match(/\/Type \/Page\b/g)?.length).toBe(2);
});
