import { describe, expect, it } from "vitest";
import { PorticoError } from "../errors";
import { decodeForm } from "./decode-form";
import { parseParams } from "./parse-params";
import { serialiseSession, sessionAnswer } from "./portal-session";
import { createSessionSchema } from "./portal-session-params";

/** Stripe's list, copied from its reference. */
const locales =
  "auto, bg, cs, da, de, el, en, en-AU, en-CA, en-GB, en-IE, en-IN, en-NZ, en-SG, es, es-419, et, fi, fil, " +
  "fr, fr-CA, hr, hu, id, it, ja, ko, lt, lv, ms, mt, nb, nl, pl, pt, pt-BR, ro, ru, sk, sl, sv, th, tr, vi, " +
  "zh, zh-HK, zh-TW";

type Form = Record<string, string>;

/** Every parameter once. Which of them go together is not the schema's concern. */
const whole: Form = {
  customer: "cus_1",
  customer_account: "acct_1",
  configuration: "bpc_1",
  return_url: "https://shop.example/",
  locale: "auto",
  on_behalf_of: "acct_2",
  "flow_data[type]": "subscription_cancel",
  "flow_data[after_completion][type]": "redirect",
  "flow_data[after_completion][redirect][return_url]": "https://shop.example/done",
  "flow_data[after_completion][hosted_confirmation][custom_message]": "<b>Done</b>",
  "flow_data[subscription_cancel][subscription]": "sub_1",
  "flow_data[subscription_cancel][retention][type]": "coupon_offer",
  "flow_data[subscription_cancel][retention][coupon_offer][coupon]": "STAY",
  "flow_data[subscription_pause][subscription]": "sub_1",
  "flow_data[subscription_update][subscription]": "sub_1",
  "flow_data[subscription_update_confirm][subscription]": "sub_1",
  "flow_data[subscription_update_confirm][items][0][id]": "si_1",
  "flow_data[subscription_update_confirm][items][0][price]": "price_1",
  "flow_data[subscription_update_confirm][items][0][quantity]": "0",
  "flow_data[subscription_update_confirm][discounts][0][coupon]": "STAY",
  "flow_data[subscription_update_confirm][discounts][0][promotion_code]": "promo_1",
  "after_expiration[type]": "customer_login",
  "after_expiration[customer_login][expires_at]": "1793000000",
  "portico[subscription_id]": "sub_1",
  "portico[service]": "kitchen",
  "portico[locale]": "ar",
  "portico[read_only]": "true",
  "portico[options][quantity]": "5",
  "portico[narrow][disable][0]": "subscription_cancel",
  "portico[narrow][prices][0]": "price_1",
  "portico[narrow][quantity][seat][minimum]": "2",
  "portico[narrow][in_use][seat]": "3",
};

function read(form: Form, base: Form = { customer: "cus_1" }) {
  return parseParams(createSessionSchema, decodeForm(Object.entries({ ...base, ...form })));
}

function refusal(form: Form, base?: Form) {
  try {
    read(form, base);
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
  const text = "x".repeat(5001);

  it.each([
    ["customer", text],
    ["customer_account", text],
    ["configuration", text],
    ["on_behalf_of", text],
    ["flow_data[type]", "cancel"],
    ["flow_data[after_completion][type]", "popup"],
    ["flow_data[after_completion][hosted_confirmation][custom_message]", "x".repeat(501)],
    ["flow_data[subscription_cancel][subscription]", text],
    ["flow_data[subscription_cancel][retention][type]", "free_month"],
    ["flow_data[subscription_cancel][retention][coupon_offer][coupon]", text],
    ["flow_data[subscription_pause][subscription]", text],
    ["flow_data[subscription_update][subscription]", text],
    ["flow_data[subscription_update_confirm][subscription]", text],
    ["flow_data[subscription_update_confirm][items][0][id]", text],
    ["flow_data[subscription_update_confirm][items][0][price]", text],
    ["flow_data[subscription_update_confirm][discounts][0][coupon]", text],
    ["flow_data[subscription_update_confirm][discounts][0][promotion_code]", text],
    ["after_expiration[type]", "customer_logout"],
    ["portico[subscription_id]", "in_1"],
    ["portico[locale]", "../x"],
    ["portico[read_only]", "perhaps"],
    ["portico[narrow][disable][0]", "everything"],
    ["portico[narrow][quantity][seat][minimum]", "many"],
    ["portico[options][quantity]", "many"],
  ])("refuse %s with what it cannot be", (param, value) => {
    const [, told] = refusal({ [param]: value }, whole);
    expect(told).toBe(param);
  });

  it.each([
    ["flow_data[subscription_update_confirm][items][0][quantity]", "-1"],
    ["flow_data[subscription_update_confirm][items][0][quantity]", "two"],
    ["flow_data[subscription_update_confirm][items][0][quantity]", "1.5"],
    ["after_expiration[customer_login][expires_at]", "tomorrow"],
    ["after_expiration[customer_login][expires_at]", "-1"],
    // Milliseconds.
    ["after_expiration[customer_login][expires_at]", "1793000000000"],
  ])("take numbers for %s, not %s", (param, value) => {
    expect(refusal({ [param]: value }, whole)).toEqual(["parameter_invalid_integer", param]);
  });

  it.each([
    "flow_data[type]",
    "flow_data[after_completion][type]",
    "flow_data[subscription_cancel][subscription]",
    "flow_data[subscription_cancel][retention][type]",
    "flow_data[subscription_cancel][retention][coupon_offer]",
    "flow_data[subscription_update_confirm][subscription]",
    "flow_data[subscription_update_confirm][items]",
    "flow_data[subscription_update_confirm][items][0][id]",
    "after_expiration[type]",
  ])("need %s beside what it belongs to", (param) => {
    const others = Object.entries(whole).filter(([name]) => !name.startsWith(param));
    expect(refusal({}, Object.fromEntries(others))).toEqual(["parameter_missing", param]);
  });

  it("are refused when they are blank, where blank says nothing", () => {
    for (const param of ["customer", "return_url", "on_behalf_of", "configuration"]) {
      expect(refusal({ [param]: "" })).toEqual(["parameter_invalid_empty", param]);
    }
    expect(read({ locale: "" }).locale).toBeUndefined();
  });

  it("are no others, at any depth", () => {
    for (const param of [
      "color",
      "constructor",
      "__proto__",
      "flow_data[color]",
      "flow_data[customer_update]",
      "flow_data[subscription_cancel][reason]",
      "flow_data[subscription_update_confirm][items][0][deleted]",
      "after_expiration[days]",
      "portico[widen]",
      "portico[narrow][add_prices]",
    ]) {
      expect(refusal({ [param]: "x" }, whole)).toEqual(["parameter_unknown", param]);
    }
  });

  it("are text where an id is asked for", () => {
    for (const name of ["customer", "on_behalf_of", "configuration"]) {
      for (const field of [`${name}[]`, `${name}[0]`, `${name}[__proto__]`]) {
        const form = { ...whole };
        delete form[name];
        expect(refusal({ [field]: "acct_1" }, form)).toEqual(["parameter_invalid", name]);
      }
    }
  });

  it("are hashes where a hash is asked for", () => {
    for (const param of ["flow_data", "after_expiration", "portico"]) {
      expect(refusal({ [param]: "yes" })).toEqual(["parameter_invalid", param]);
    }
    const login = "after_expiration[customer_login]";
    const form = { "after_expiration[type]": "customer_login", [login]: "yes" };
    expect(refusal(form)).toEqual(["parameter_invalid", login]);
  });

  it("are taken, every one of them", () => {
    expect(parseParams(createSessionSchema, decodeForm(Object.entries(whole)))).toMatchObject({
      customer: "cus_1",
      flow_data: {
        after_completion: { hosted_confirmation: { custom_message: "<b>Done</b>" } },
        subscription_update_confirm: { items: [{ id: "si_1", price: "price_1", quantity: 0 }] },
      },
      after_expiration: { type: "customer_login", customer_login: { expires_at: 1_793_000_000 } },
      portico: {
        read_only: true,
        options: { quantity: 5 },
        narrow: { prices: ["price_1"], quantity: { seat: { minimum: 2 } }, in_use: { seat: 3 } },
      },
    });
  });

  it("keep of `portico` what was given, and nothing else", () => {
    const given = { "portico[options][quantity][seat]": "5", "portico[service]": "kitchen" };
    expect(read(given).portico).toEqual({ options: { quantity: { seat: 5 } }, service: "kitchen" });
  });
});

describe("a session on the wire", () => {
  const session = {
    id: "bps_1",
    created: 1_784_160_000,
    livemode: false,
    customer: "cus_1",
    customerAccount: null,
    configuration: "bpc_1",
    returnUrl: null,
    locale: null,
    onBehalfOf: null,
    flow: null,
    afterExpiration: null,
    portico: null,
    url: "https://billing.example.com/p/session/pxc_1",
  };

  it("has every field that Stripe's has, and no other", () => {
    expect(JSON.parse(JSON.stringify(serialiseSession(session)))).toEqual({
      id: "bps_1",
      object: "billing_portal.session",
      after_expiration: null,
      configuration: "bpc_1",
      created: 1_784_160_000,
      customer: "cus_1",
      customer_account: null,
      flow: null,
      livemode: false,
      locale: null,
      on_behalf_of: null,
      return_url: null,
      url: "https://billing.example.com/p/session/pxc_1",
    });
  });

  it("says in Stripe's names what it was given", () => {
    const given = {
      ...session,
      customerAccount: "acct_1",
      returnUrl: "https://shop.example/",
      locale: "en-GB",
      onBehalfOf: "acct_2",
      afterExpiration: { type: "customer_login" as const, customer_login: { expires_at: 1 } },
      portico: { read_only: true },
    };
    const body = serialiseSession(given);
    expect(body).toMatchObject({
      after_expiration: { type: "customer_login", customer_login: { expires_at: 1 } },
      customer_account: "acct_1",
      locale: "en-GB",
      on_behalf_of: "acct_2",
      return_url: "https://shop.example/",
      portico: { read_only: true },
    });
    expect(sessionAnswer.parse(body)).toEqual(body);
  });
});
