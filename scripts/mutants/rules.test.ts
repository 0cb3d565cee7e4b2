import { describe, expect, it } from "vitest";
import { makeTrial, Switches } from "./find-survivors";
import { loadRows } from "./load-rows";

/** What decides over what is shown and may be done; every module of lib/portal that these are made of is tried. */
const roots = [
  "build-portal-view.ts",
  "change-timing.ts",
  "contradictions.ts",
  "derive-service.ts",
  "explain.ts",
  "is-same-pause.ts",
  "narrow-configuration.ts",
];

/** What only the compiler asks for: something else sees to it that nothing gets there. */
const guards: Readonly<Record<string, readonly string[]>> = {
  "lib/portal/build-portal-view.ts": [
    // Only a session with a task refuses what is outside of it.
    "flow !== null is left out",
    // No item has no price either.
    "item === undefined is left out",
  ],
  "lib/portal/derive-service.ts": [
    // No tier is made of nothing, and none of what does not recur.
    "first === undefined is always false",
    "interval === null is left out",
  ],
  "lib/portal/explain.ts": [
    // Every action has its switch, and every switch its action.
    "(name): name is Action => Object.hasOwn(actions, name) lets filter take anything",
    // What may be done has no reason.
    "!change.allowed is left out",
  ],
  // What has no subscription is of none: its id would be undefined.
  "lib/portal/keep-to-flow.ts": ['"subscriptionId" in one is left out'],
  "lib/portal/list-tiers.ts": [
    // A tier without products is a link, and no combination is empty or without an interval.
    "base === undefined is always false",
    "base === undefined || interval === null is always false",
    "base === undefined is left out",
    "interval === null is left out",
  ],
  // What has no quantity has no terms of one.
  "lib/portal/rules/resubscribe.ts": ["held === null is left out"],
  // Its first rule refuses where there is no offer.
  "lib/portal/rules/retention-offer.ts": ["offer === null is always false"],
};

const switches = new Switches();
const { mutants, rows } = await loadRows("lib/portal", roots, switches.isOut);
const { broken, isNoticed } = makeTrial(rows, switches);
const files = [...new Set(mutants.map(({ file }) => file))];
const patience = 120_000;

describe("no rule of the portal is there for nothing", () => {
  it("and all rows hold while every rule is in its place", () => {
    expect(broken).toEqual([]);
  });

  it.each(files)("without any one of those in %s a row is wrong", { timeout: patience }, (file) => {
    const unnoticed = mutants.filter((one) => one.file === file && !isNoticed(one));
    const where = unnoticed.map(({ line, what }) => `${file}:${line} ${what}`).join("\n");
    expect(
      unnoticed.map(({ what }) => what),
      where,
    ).toEqual(guards[file] ?? []);
  });

  it("and none is excused in a file that has none", () => {
    expect(Object.keys(guards).filter((file) => !files.includes(file))).toEqual([]);
  });
});
