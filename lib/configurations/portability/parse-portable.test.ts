import { Ajv2020 } from "ajv/dist/2020";
import { describe, expect, it } from "vitest";
import { PorticoError } from "../../errors";
import { configurationSchema } from "../../portal/configuration";
import { parsePortable } from "./parse-portable";
import { portableJsonSchema } from "./portable";

const one = {
  id: "bpc_1",
  is_default: true,
  active: true,
  metadata: { team: "billing" },
  document: configurationSchema.parse({}),
};

const whole = {
  portico_export: 1,
  exported_at: 1_784_160_000,
  livemode: false,
  configurations: [one],
  feedback_options: [{ id: "fbo_1", description: "Too far away", active: true }],
  catalogue: { prices: {}, products: {} },
};

function refusal(text: string): [string | undefined, string] {
  try {
    parsePortable(text);
  } catch (error) {
    if (error instanceof PorticoError && error.code === "parameter_invalid") {
      return [error.details.param, error.message];
    }
    throw error;
  }
  throw new Error("It parses.");
}

const changed = (over: object) => JSON.stringify({ ...whole, ...over });
const configured = (...list: object[]) => changed({ configurations: list });

describe("an export", () => {
  it("is read as it was written", () => {
    expect(parsePortable(JSON.stringify(whole))).toEqual(whole);
  });

  it("may leave out what is as usual", () => {
    const brief = configured({ ...one, document: {} });
    expect(parsePortable(brief)).toEqual(whole);
  });

  it("is what its JSON Schema says", () => {
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
      portableJsonSchema(),
    );
    expect(validate(whole)).toBe(true);
    expect(validate({ ...whole, portico_export: 2 })).toBe(false);
    expect(validate({ ...whole, more: 1 })).toBe(false);
  });
});

const deep = `${"[".repeat(5000)}${"]".repeat(5000)}`;

describe("what is no export is refused, and where is said", () => {
  it.each<[string, string, string]>([
    ["no JSON", "{", "document"],
    ["nothing", "", "document"],
    ["a list", "[]", "document"],
    ["null", "null", "document"],
    ["some other JSON", "{}", "document"],
    ["a newer version", changed({ portico_export: 2 }), "document.portico_export"],
    ["the version as text", changed({ portico_export: "1" }), "document.portico_export"],
    ["an unknown field", changed({ colour: "red" }), "document.colour"],
    [
      "an unknown field inside",
      configured({ ...one, document: { features: { gifts: {} } } }),
      "document.configurations[0].document.features.gifts",
    ],
    [
      "a value that is none of the list",
      configured({ ...one, document: { features: { subscription_cancel: { mode: "never" } } } }),
      "document.configurations[0].document.features.subscription_cancel.mode",
    ],
    [
      "a script for a URL",
      configured({ ...one, document: { default_return_url: "javascript:alert(1)" } }),
      "document.configurations[0].document.default_return_url",
    ],
    [
      "a contradiction",
      configured({ ...one, document: { features: { subscription_update: { enabled: true } } } }),
      "document.configurations[0].document.features.subscription_update.products",
    ],
    [
      "an id twice",
      configured(one, { ...one, is_default: false }),
      "document.configurations[1].id",
    ],
    [
      "two defaults",
      configured(one, { ...one, id: "bpc_2" }),
      "document.configurations[1].is_default",
    ],
    [
      "a default switched off",
      configured({ ...one, active: false }),
      "document.configurations[0].active",
    ],
    ["an id of another kind", configured({ ...one, id: "cus_1" }), "document.configurations[0].id"],
    [
      "a reason twice",
      changed({ feedback_options: [whole.feedback_options[0], whole.feedback_options[0]] }),
      "document.feedback_options[1].id",
    ],
    ["a prototype", '{"portico_export":1,"__proto__":{"isAdmin":true}}', "document"],
    ["a prototype inside", changed({ catalogue: { constructor: {} } }), "document.catalogue"],
    ["nesting without end", `{"portico_export":1,"a":${deep}}`, "document"],
    ["ten megabytes", changed({ name: "x".repeat(10_000_000) }), "document"],
  ])("%s", (_what, text, param) => {
    const [told, message] = refusal(text);
    expect(told).toBe(param);
    expect(message.length).toBeLessThan(700);
    expect({}).not.toHaveProperty("isAdmin");
  });
});
