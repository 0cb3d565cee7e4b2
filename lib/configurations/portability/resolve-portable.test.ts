import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { configurationSchema } from "../../portal/configuration";
import { diffConfigurations, diffObjects } from "./diff-configurations";
import { mappedId } from "./mapped-id";
import type { Matcher } from "./match-catalogue";
import type { Portable, PortableConfiguration, PortableFeedbackOption } from "./portable";
import { type Current, resolvePortable } from "./resolve-portable";

const asIs: Matcher = ({ id }) => ({ kind: "found", id });

const configuration = (id: string, over: Partial<PortableConfiguration> = {}) => ({
  id,
  is_default: false,
  active: true,
  metadata: {},
  document: configurationSchema.parse({}),
  ...over,
});

const option = (id: string, description = id): PortableFeedbackOption => ({
  id,
  description,
  active: true,
});

const exported = (
  configurations: PortableConfiguration[],
  over: Partial<Portable> = {},
): Portable => ({
  portico_export: 1,
  exported_at: 0,
  livemode: false,
  configurations,
  feedback_options: [],
  catalogue: { prices: {}, products: {} },
  ...over,
});

const place = (configurations: PortableConfiguration[], over: Partial<Current> = {}): Current => ({
  livemode: false,
  configurations,
  feedbackOptions: [],
  elsewhere: new Set(),
  ...over,
});

const idsOf = (current: Current, document: Portable) =>
  resolvePortable(current, document, asIs).configurations.map(({ value }) => value.id);

const suffix = fc.stringMatching(/^\w{1,12}$/);
const anyConfigurations = fc
  .uniqueArray(
    fc.record({ id: suffix, name: fc.constantFrom(null, "A", "B"), active: fc.boolean() }),
    { selector: ({ id }) => id, maxLength: 6 },
  )
  .map((list) =>
    list.map(({ id, name, active }, index) =>
      configuration(`bpc_${id}`, {
        is_default: index === 0,
        active: index === 0 || active,
        document: configurationSchema.parse({ name }),
      }),
    ),
  );
const anyOptions = fc
  .uniqueArray(fc.record({ id: suffix, text: fc.constantFrom("Far", "Dear") }), {
    selector: ({ id }) => id,
    maxLength: 4,
  })
  .map((list) => list.map(({ id, text }) => option(`fbo_${id}`, text)));

describe("an export applied again", () => {
  it("to where it comes from changes nothing", () => {
    fc.assert(
      fc.property(anyConfigurations, anyOptions, (configurations, options) => {
        const current = place(configurations, { feedbackOptions: options });
        const document = exported(configurations, { feedback_options: options });
        const resolved = resolvePortable(current, document, asIs);
        const changes = [
          ...diffConfigurations(current.configurations, resolved.configurations),
          ...diffObjects(current.feedbackOptions, resolved.feedbackOptions),
        ].map(({ change }) => change);
        expect(resolved.unmatched).toEqual([]);
        expect(changes.filter((change) => change !== "unchanged")).toEqual([]);
      }),
      { numRuns: runs(1000) },
    );
  });

  it("to the other mode, a second time, finds all it made the first time", () => {
    fc.assert(
      fc.property(anyConfigurations, anyOptions, anyConfigurations, (test, options, live) => {
        const document = exported(test, { feedback_options: options });
        const ids = [...test, ...options].map(({ id }) => id);
        const before = live.map((one) => ({ ...one, id: `${one.id}L` }));
        const elsewhere = new Set(ids);
        const first = place(
          before.filter(({ id }) => !elsewhere.has(id)),
          {
            livemode: true,
            elsewhere,
          },
        );
        const made = resolvePortable(first, document, asIs);
        const values = made.configurations.map(({ value }) => value);
        const kept = first.configurations
          .filter(({ id }) => !values.some((value) => value.id === id))
          .map((one) =>
            values.some((value) => value.is_default) ? { ...one, is_default: false } : one,
          );
        const second = place([...kept, ...values], {
          livemode: true,
          elsewhere,
          feedbackOptions: made.feedbackOptions.map(({ value }) => value),
        });
        const again = resolvePortable(second, document, asIs);
        const diffs = diffConfigurations(second.configurations, again.configurations);
        expect(made.unmatched).toEqual([]);
        expect(diffs.filter(({ change }) => change !== "unchanged")).toEqual([]);
        expect(again.feedbackOptions).toEqual(made.feedbackOptions);
      }),
      { numRuns: runs(1000) },
    );
  });
});

describe("what it is called where it is applied", () => {
  const elsewhere = new Set(["bpc_A", "bpc_B"]);
  const live = (list: PortableConfiguration[]) => place(list, { livemode: true, elsewhere });

  it("is its own id, where that is free", () => {
    expect(idsOf(place([]), exported([configuration("bpc_A")]))).toEqual(["bpc_A"]);
  });

  it("is another one in the other mode of the same merchant, always the same", () => {
    const document = exported([configuration("bpc_A"), configuration("bpc_B")]);
    expect(idsOf(live([]), document)).toEqual([mappedId("bpc_A"), mappedId("bpc_B")]);
    expect(mappedId("bpc_A")).toMatch(/^bpc_[0-9a-f]{24}$/);
  });

  it("leads back to what was promoted", () => {
    const document = exported([configuration(mappedId("bpc_A"))], { livemode: true });
    expect(idsOf(place([configuration("bpc_A")]), document)).toEqual(["bpc_A"]);
  });

  it("is the default's that is there, for a default that was never there", () => {
    const held = configuration("bpc_L", { is_default: true });
    const document = exported([configuration("bpc_A", { is_default: true })]);
    expect(idsOf(live([held]), document)).toEqual(["bpc_L"]);
  });

  it("is its own again, once it has been there, though the default has moved", () => {
    const promoted = configuration(mappedId("bpc_B"));
    const held = configuration("bpc_L", { is_default: true });
    const document = exported([
      configuration("bpc_A"),
      configuration("bpc_B", { is_default: true }),
    ]);
    const current = live([held, promoted]);
    const resolved = resolvePortable(current, document, asIs);
    const diffs = diffConfigurations(current.configurations, resolved.configurations);
    expect(diffs.map(({ id, change }) => [id, change])).toEqual([
      [mappedId("bpc_A"), "created"],
      [mappedId("bpc_B"), "updated"],
      ["bpc_L", "updated"],
    ]);
    expect(diffs[2]?.differences).toEqual([{ path: "is_default", before: true, after: false }]);
  });
});

describe("what else", () => {
  it("leaves the default alone when the document has none", () => {
    const held = configuration("bpc_A", { is_default: true });
    const { configurations } = resolvePortable(
      place([held]),
      exported([configuration("bpc_A")]),
      asIs,
    );
    expect(configurations[0]?.value.is_default).toBe(true);
  });

  it("refuses to switch that one off", () => {
    const held = configuration("bpc_A", { is_default: true });
    const document = exported([configuration("bpc_A", { active: false })]);
    expect(resolvePortable(place([held]), document, asIs).unmatched).toMatchObject([
      { param: "document.configurations[0].active" },
    ]);
  });

  it("says when two of the document are the same here", () => {
    const document = exported([configuration("bpc_A"), configuration(mappedId("bpc_A"))]);
    const current = place([configuration(mappedId("bpc_A"))]);
    expect(resolvePortable(current, document, asIs).unmatched).toMatchObject([
      { param: "document.configurations[1].id", id: mappedId("bpc_A") },
    ]);
  });

  it("finds a reason by its words, and leads configurations to it", () => {
    const cancellation_reason = { enabled: true, feedback_options: ["fbo_T"] };
    const document = configurationSchema.parse({
      features: { subscription_cancel: { cancellation_reason } },
    });
    const resolved = resolvePortable(
      place([], { feedbackOptions: [option("fbo_L", "Too far away")] }),
      exported([configuration("bpc_A", { document })], {
        feedback_options: [option("fbo_T", "Too far away")],
      }),
      asIs,
    );
    const [told] = resolved.configurations;
    expect(
      told?.value.document.features.subscription_cancel.cancellation_reason.feedback_options,
    ).toEqual(["fbo_L"]);
  });

  it("lists everything that has no counterpart, with its place", () => {
    const products = [{ product: "prod_1", prices: ["price_1", "price_2"] }];
    const document = configurationSchema.parse({
      features: { subscription_update: { products } },
      portico: { upsell: { kind: "yearly", price: "price_3" } },
    });
    const nothing: Matcher = () => ({ kind: "missing", message: "Not here." });
    const { unmatched } = resolvePortable(
      place([]),
      exported([configuration("bpc_A", { document })]),
      nothing,
    );
    const at = "document.configurations[0].document";
    expect(unmatched.map(({ param, id }) => [param, id])).toEqual([
      [`${at}.features.subscription_update.products[0].product`, "prod_1"],
      [`${at}.features.subscription_update.products[0].prices[0]`, "price_1"],
      [`${at}.features.subscription_update.products[0].prices[1]`, "price_2"],
      [`${at}.portico.upsell.price`, "price_3"],
    ]);
  });
});
