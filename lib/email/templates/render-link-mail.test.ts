import { describe, expect, it } from "vitest";
import { renderLinkMail } from "./render-link-mail";

type Input = Parameters<typeof renderLinkMail>[0];

const link = "https://billing.example.com/p/acme/link/plk_abc-DEF_123?a=1&b=2";
const plain: Input = {
  audience: "customer",
  senderName: "Acme",
  accent: null,
  logoUrl: null,
  link,
  pin: "012345",
  minutes: 10,
  locale: "en",
};

const renderWith = (over: Partial<Input>) => renderLinkMail({ ...plain, ...over });

describe("the mail with a customer's link", () => {
  it("says everything in both parts: whose, the link, the code, how long, and what if nobody asked", async () => {
    const { subject, html, text } = await renderWith({});
    expect(subject).toBe("Your link to Acme billing");
    const words = html.replace(/&#x27;/g, "'");
    for (const part of [words, text]) {
      for (const said of [
        "Acme",
        "Open my billing",
        "012 345",
        "Link and code work for 10 minutes, once.",
        "If you did not ask for it, ignore this mail: nothing happens.",
      ]) {
        expect(part).toContain(said);
      }
    }
    expect(text).toContain(`\n${link}\n`);
    expect(html).toContain(`href="${link.replace("&", "&amp;")}"`);
  });

  it("never has the code where a locked screen shows it", async () => {
    const { subject, html } = await renderWith({});
    expect(subject).not.toMatch(/\d/);
    const preview = /<div[^>]*data-skip-in-text[^>]*>[\s\S]*?<\/div>/.exec(html)?.[0] ?? "";
    expect(preview).toContain("Here is the link");
    expect(preview).not.toContain("012");
  });

  it("follows nobody: no image but the logo, no address but the link", async () => {
    const { html } = await renderWith({ logoUrl: "https://acme.example/logo.png" });
    const { host } = new URL(link);
    const addresses = Array.from(html.matchAll(/(?:src|href)="([^"]+)"/g), ([, url = ""]) => url);
    expect(new Set(addresses.map((url) => new URL(url).host))).toEqual(
      new Set(["acme.example", host]),
    );
    expect((await renderWith({})).html).not.toContain("<img");
  });

  it("has the merchant's colour on the button, readable in light and dark", async () => {
    const { html } = await renderWith({ accent: "#ffee00" });
    expect(html).toMatch(/<a [^>]*style="[^"]*background-color:#e6d600[^"]*color:#000000/i);
    expect(html).toContain("prefers-color-scheme: dark");
  });

  it.each([null, "red", "#fff", '"><script>', "#12345g"])(
    "falls back for the colour %j",
    async (accent) => {
      expect((await renderWith({ accent })).html).toContain("background-color:#0f5b4c");
    },
  );

  it.each(["http://acme.example/l.png", "javascript:alert(1)", "data:image/png;base64,x", "x"])(
    "does not show the logo %s",
    async (logoUrl) => {
      expect((await renderWith({ logoUrl })).html).not.toContain("<img");
    },
  );

  it.each([
    '"><img src=x onerror=alert(1)>',
    "<script>alert(1)</script>",
    "</title></style><b>",
    "{sender} {minutes}",
    "<strong>Acme</strong>",
    'O\'Neil & "Sons"',
  ])("shows the name literally: %s", async (senderName) => {
    const { subject, html, text } = await renderWith({ senderName });
    expect(subject).toBe(`Your link to ${senderName} billing`);
    expect(text).toContain(`billing page at ${senderName}.`);
    const escaped = senderName
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      .replace(/"/g, "&quot;")
      .replace(/'/g, "&#x27;");
    expect(html).toContain(escaped);
    expect(html).not.toMatch(/<script|<b>|<strong>Acme|<img/);
  });

  it("keeps a name on one line and the right way round", async () => {
    const { subject, text } = await renderWith({ senderName: "Evil\r\nBcc: x\u202egnp" });
    expect(subject).toBe("Your link to Evil Bcc: x gnp billing");
    expect(text).not.toMatch(/^Bcc/m);
  });
});

describe("the mail with a member's link", () => {
  it("leads to the dashboard", async () => {
    const { subject, text } = await renderWith({ audience: "member", senderName: "Portico" });
    expect(subject).toBe("Your link to the Portico dashboard");
    expect(text).toContain(`Open the dashboard:\n${link}`);
  });
});
