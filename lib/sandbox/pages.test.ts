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
      expect(await response.text()).toContain("Invoice not found");
    }
    expect((await open(url, "POST")).status).toBe(404);
  });
});
