import { describe, expect, it } from "vitest";
import { PorticoError } from "../errors";
import { decodeForm } from "./decode-form";
import { parse } from "./parse";
import { createSessionSchema, serialiseSession } from "./portal-session";

/** Stripe's list, copied from its reference. */
const locales =
  "auto, bg, cs, da, de, el, en, en-AU, en-CA, en-GB, en-IE, en-IN, en-NZ, en-SG, es, es-419, et, fi, fil, " +
  "fr, fr-CA, hr, hu, id, it, ja, ko, lt, lv, ms, mt, nb, nl, pl, pt, pt-BR, ro, ru, sk, sl, sv, th, tr, vi, " +
  "zh, zh-HK, zh-TW";

function read(form: Record<string, string>) {
  return parse(createSessionSchema, decodeForm(Object.entries({ customer: "cus_1", ...form })));
}

function refusal(form: Record<string, string>) {
  try {
    read(form);
  } catch (error) {
    if (error instanceof PorticoError) return [error.code, error.details.param];
    throw error;
  }
  return ["accepted"];
}

describe("the locale", () => {
  const list = locales.split(", ");

  it("is one of Stripe's 47", () => {
    expect(list).toHaveLength(47);
    for (const locale of list) expect(read({ locale }).locale).toBe(locale);
  });

  it.each(["xx", "EN", "en_US", "../../etc", "en<script>", "x".repeat(300)])(
    "is not %s",
    (locale) => {
      expect(refusal({ locale })).toEqual(["parameter_invalid", "locale"]);
    },
  );
});

describe("the return URL", () => {
  it.each([
    "https://shop.example",
    "https://shop.example/account?tab=billing#token=1",
    "http://localhost:3000/",
    "https://xn--bcher-kva.example/",
    `https://shop.example/${"x".repeat(4900)}`,
  ])("may be %s", (url) => {
    expect(read({ return_url: url }).return_url).toBe(url);
  });

  it.each([
    "https://user:pass@shop.example/",
    "https://user@shop.example/",
    "https://shop.example@evil.example/",
    "https://:pass@shop.example/",
    "javascript:alert(1)",
    "data:text/html,hi",
    "ftp://shop.example/",
    "shop.example",
    "/account",
    "//evil.example",
    "https://",
    "account",
    `https://shop.example/${"x".repeat(5000)}`,
  ])("is not %s", (url) => {
    const [code, param] = refusal({ return_url: url });
    expect(param).toBe("return_url");
    expect(code).toBe("url_invalid");
  });
});

describe("the parameters", () => {
  it("are only those that are built", () => {
    expect(refusal({ on_behalf_of: "acct_1" })).toEqual(["parameter_unknown", "on_behalf_of"]);
    expect(refusal({ "flow_data[type]": "x" })).toEqual(["parameter_unknown", "flow_data"]);
    expect(refusal({ ["__proto__"]: "x" })).toEqual(["parameter_unknown", "__proto__"]);
    expect(refusal({ constructor: "x" })).toEqual(["parameter_unknown", "constructor"]);
  });

  it("need a customer, who is text", () => {
    expect(() => parse(createSessionSchema, decodeForm([]))).toThrow(
      expect.objectContaining({ code: "parameter_missing", details: { param: "customer" } }),
    );
    expect(() => parse(createSessionSchema, decodeForm([["customer[]", "cus_1"]]))).toThrow(
      expect.objectContaining({ code: "parameter_invalid" }),
    );
    expect(() => parse(createSessionSchema, decodeForm([["customer[__proto__]", "x"]]))).toThrow(
      expect.objectContaining({ code: "parameter_invalid" }),
    );
  });
});

describe("a session on the wire", () => {
  const session = {
    id: "bps_1",
    created: 1_784_160_000,
    livemode: false,
    customer: "cus_1",
    configuration: "bpc_1",
    returnUrl: null,
    locale: null,
    url: "https://billing.example.com/p/session/pxc_1",
  };

  it("has every field that Stripe's always has, and no other", () => {
    const always = [
      "id",
      "object",
      "created",
      "livemode",
      "url",
      "configuration",
      "customer",
      "customer_account",
      "flow",
      "locale",
      "on_behalf_of",
      "return_url",
    ];
    expect(Object.keys(JSON.parse(JSON.stringify(serialiseSession(session)))).sort()).toEqual(
      always.sort(),
    );
  });

  it("says in Stripe's names what it was given", () => {
    const given = { ...session, returnUrl: "https://shop.example/", locale: "en-GB" };
    expect(serialiseSession(given)).toEqual({
      id: "bps_1",
      object: "billing_portal.session",
      created: 1_784_160_000,
      livemode: false,
      customer: "cus_1",
      customer_account: null,
      configuration: "bpc_1",
      flow: null,
      locale: "en-GB",
      on_behalf_of: null,
      return_url: "https://shop.example/",
      url: "https://billing.example.com/p/session/pxc_1",
    });
  });
});
