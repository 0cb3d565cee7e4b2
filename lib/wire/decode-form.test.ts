import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { decodeForm, FormFault, type FormValue } from "./decode-form";

/** The form a body decodes to, as plain JSON: hashes have no prototype, which toEqual would mind. */
function decode(body: string): unknown {
  return JSON.parse(JSON.stringify(decodeForm(new URLSearchParams(body))));
}

function fault(body: string): FormFault {
  try {
    decodeForm(new URLSearchParams(body));
  } catch (error) {
    if (error instanceof FormFault) return error;
    throw error;
  }
  throw new Error(`${body} decodes.`);
}

describe("Stripe's dialect", () => {
  it.each<[string, unknown]>([
    ["", {}],
    ["a=1", { a: "1" }],
    ["a=", { a: "" }],
    ["a", { a: "" }],
    ["a[b]=1&a[c]=2", { a: { b: "1", c: "2" } }],
    ["a[]=1&a[]=2", { a: ["1", "2"] }],
    ["a[0]=1&a[1]=2", { a: ["1", "2"] }],
    ["a[1]=2&a[0]=1", { a: ["1", "2"] }],
    ["a[0]=1&a[]=2", { a: ["1", "2"] }],
    ["a[1]=1&a[]=2&a[]=3", { a: ["1", "2", "3"] }],
    ["a%5B0%5D=1", { a: ["1"] }],
    ["a[0][b]=1&a[0][c]=2&a[1][b]=3", { a: [{ b: "1", c: "2" }, { b: "3" }] }],
    ["a[b][0][c][]=1", { a: { b: [{ c: ["1"] }] } }],
    ["a[][b]=1&a[][c]=2", { a: [{ b: "1", c: "2" }] }],
    ["a[][b]=1&a[][c]=2&a[][b]=3", { a: [{ b: "1", c: "2" }, { b: "3" }] }],
    ["a[][b]=1&a[][c][]=2&a[][c][]=3&a[][b]=4", { a: [{ b: "1", c: ["2", "3"] }, { b: "4" }] }],
    ["a[][b][c]=1&a[][b][d]=2&a[][b][c]=3", { a: [{ b: { c: "1", d: "2" } }, { b: { c: "3" } }] }],
    ["return_url=https%3A%2F%2Fa.b%2Fc%3Fd%3De%26f", { return_url: "https://a.b/c?d=e&f" }],
    ["a=%F0%9F%8C%88+x", { a: "🌈 x" }],
  ])("%s", (body, value) => {
    expect(decode(body)).toEqual(value);
  });

  it("orders a list by number, not by text", () => {
    const body = [10, 9, 2, 1, 0].map((index) => `a[${index}]=${index}`).join("&");
    expect(decode(body)).toEqual({ a: ["0", "1", "2", "9", "10"] });
  });

  it("reads what the official SDK sends", () => {
    const body =
      "customer=cus_1&expand[0]=configuration&flow_data[type]=subscription_update_confirm" +
      "&flow_data[subscription_update_confirm][items][0][id]=si_1" +
      "&flow_data[subscription_update_confirm][items][0][quantity]=2";
    expect(decode(body)).toEqual({
      customer: "cus_1",
      expand: ["configuration"],
      flow_data: {
        type: "subscription_update_confirm",
        subscription_update_confirm: { items: [{ id: "si_1", quantity: "2" }] },
      },
    });
  });
});

describe("hostile names", () => {
  it("give no giant, sparse or negative list", () => {
    expect(decode("items[99999999]=x")).toEqual({ items: { "99999999": "x" } });
    expect(decode("items[-1]=x")).toEqual({ items: { "-1": "x" } });
    expect(decode("items[9999]=x")).toEqual({ items: ["x"] });
    expect(decode("items[1e3]=x")).toEqual({ items: { "1e3": "x" } });
  });

  it.each(["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"])(
    "%s is a name like any other",
    (name) => {
      const form = decodeForm([
        [name, "x"],
        [`metadata[${name}]`, "x"],
        [`deep[${name}][polluted]`, "x"],
      ]);
      expect(Object.keys(form)).toEqual([name, "metadata", "deep"]);
      expect(Object.getPrototypeOf(form)).toBeNull();
      expect({}).not.toHaveProperty("polluted");
      expect(Object.prototype.toString.call({})).toBe("[object Object]");
    },
  );

  it.each([
    `a${"[b]".repeat(100)}=1`,
    `a${"[b]".repeat(8)}=1`,
    `${"a".repeat(501)}=1`,
    "[a]=1",
    "=1",
    "[]=1",
    "a[=1",
    "a]=1",
    "a[b=1",
    "a[b]c=1",
    "a[[b]]=1",
    "a[b][=1",
    "a%00=1",
    "a=%00",
    "a=1&a=2",
    "a=1&a=1",
    "a[b]=1&a[b]=2",
    "a[0]=1&a[0]=2",
    "a[0]=1&a%5B0%5D=2",
    "a[b]=1&a=2",
    "a=2&a[b]=1",
    "a[b][c]=1&a[b]=2",
    "a[]=1&a[0][b]=2",
  ])("are refused: %s", (body) => {
    expect(fault(body).message).toMatch(/^(Invalid|Parameter nested too deeply|Too many)/);
  });

  it("are repeated back short, and without NUL", () => {
    expect(fault(`${"a".repeat(5000)}=1`).param?.length).toBeLessThanOrEqual(100);
    expect(fault("a%00b=1").param).toBe("ab");
    expect(fault(`${"a".repeat(5000)}[=1`).message.length).toBeLessThan(200);
    const [long, longer] = ["a".repeat(400), `${"a".repeat(400)}[b]`];
    expect(fault(`${long}=1&${longer}=1`).message.length).toBeLessThan(200);
  });

  it("are read to a depth of eight and no deeper", () => {
    expect(decode(`a${"[b]".repeat(7)}=1`)).toHaveProperty(`a${".b".repeat(7)}`, "1");
  });
});

describe("too many parameters", () => {
  it("are refused, not read", () => {
    const most = Array.from({ length: 1000 }, (_, index) => `k${index}=1`).join("&");
    expect(Object.keys(decodeForm(new URLSearchParams(most)))).toHaveLength(1000);
    expect(fault(`${most}&last=1`).message).toContain("Too many parameters");
  });

  it("are not even taken from where they come", () => {
    let taken = 0;
    function* endless(): Generator<[string, string]> {
      for (;;) {
        taken += 1;
        yield [`k${taken}`, "1"];
      }
    }
    expect(() => decodeForm(endless())).toThrow(FormFault);
    expect(taken).toBe(1001);
  });
});

describe("whatever is sent", () => {
  const part = fc.oneof(
    fc.constantFrom(
      "a",
      "b",
      "[a]",
      "[b]",
      "[]",
      "[0]",
      "[1]",
      "[99999999]",
      "[-1]",
      "[",
      "]",
      "[__proto__]",
    ),
    fc.constantFrom("__proto__", "constructor", "\0", "%00", "=", "&", "[constructor]"),
    fc.string({ maxLength: 5 }),
  );
  const name = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(""));
  const pairs = fc.array(fc.tuple(name, fc.string({ maxLength: 10 })), { maxLength: 20 });

  function requirePlain(value: FormValue): void {
    if (typeof value === "string") return;
    if (!Array.isArray(value)) expect(Object.getPrototypeOf(value)).toBeNull();
    for (const inner of Object.values(value)) requirePlain(inner);
  }

  it("decodes to text, lists and bare hashes, or is refused as a FormFault", () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    fc.assert(
      fc.property(pairs, (sent) => {
        try {
          requirePlain(decodeForm(sent));
        } catch (error) {
          expect(error).toBeInstanceOf(FormFault);
        }
      }),
      { numRuns: runs(20_000) },
    );
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });

  it("of flat names comes back as it was sent", () => {
    const key = fc.stringMatching(/^[a-z_]{1,10}$/);
    const text = fc.string({ unit: "grapheme" }).filter((value) => !value.includes("\0"));
    fc.assert(
      fc.property(fc.dictionary(key, text), (hash) => {
        const body = new URLSearchParams(hash).toString();
        expect(Object.entries(decodeForm(new URLSearchParams(body)))).toEqual(Object.entries(hash));
      }),
      { numRuns: runs(2000) },
    );
  });
});
