import { describe, expect, it } from "vitest";
import { makeTrial, Switches } from "./find-survivors";
import { mutateSource } from "./mutate-source";

const list = (text: string) => mutateSource("a.ts", text, 0).mutants.map(({ what }) => what);

describe("a rule is", () => {
  it.each<[string, string, string[]]>([
    ["an if", "if (a) b();", ["a is always false"]],
    ["both answers to a question", "a ? b : c;", ["a is always true", "a is always false"]],
    [
      "each part of a condition",
      "a && b && c;",
      ["a is left out", "b is left out", "c is left out"],
    ],
    [
      "each part of each of two",
      "a && (b || c);",
      ["a is left out", "(b || c) is left out", "b is left out", "c is left out"],
    ],
    ["what is filtered by", "list.filter(isIt);", ["isIt lets filter take anything"]],
    [
      "what a function decides",
      "function f(): boolean { return a; }",
      ["a is always true", "a is always false"],
    ],
    [
      "what it decides otherwise",
      "function f(): boolean { return false; }",
      ["false is always true"],
    ],
    ["one of the book", "const rule = { applies: () => a };", ["a is always false"]],
    ["no value", "const a = b + c; list.map(f); function g() { return d; }", []],
  ])("%s", (_what, text, expected) => {
    expect(list(text)).toEqual(expected);
  });

  it("known by its line", () => {
    expect(mutateSource("a.ts", "\n\nif (a) b();", 7).mutants).toEqual([
      { id: 7, file: "a.ts", line: 3, what: "a is always false" },
    ]);
  });
});

describe("a rule that is taken out", () => {
  const text = `
    if (list.filter((one) => one > 1 && one < 5).some((one) => one === 2)) return "two";
    return list.length > 3 ? "many" : "few";
  `;

  it.each<[string | null, number[], string]>([
    [null, [2], "two"],
    [null, [1, 3], "few"],
    ["list.length > 3 is always true", [3], "many"],
    ["(one) => one === 2 lets some take anything", [3], "two"],
    ["(one) => one === 2 lets some take anything", [1, 5], "few"],
    ["(one) => one > 1 && one < 5 lets filter take anything", [1, 5], "few"],
  ])("%j, of %j: %s", (what, given, expected) => {
    const { text: mutated, mutants } = mutateSource("a.ts", text, 0);
    const out = mutants.find((one) => one.what === what)?.id;
    expect(out === undefined).toBe(what === null);
    const run = new Function("list", "__mutant", mutated);
    expect(run(given, (id: number) => id === out)).toBe(expected);
  });

  it("is missed by no row that does not ask for it, and by none that holds without it", () => {
    const switches = new Switches();
    const { mutants, text: mutated } = mutateSource("a.ts", "return a && b;", 0);
    const and = new Function("a", "b", "__mutant", mutated);
    const row = (a: boolean, b: boolean) => ({
      name: `${a} and ${b}`,
      run: () => expect(and(a, b, switches.isOut)).toBe(a && b),
    });
    const missedBy = (...rows: Parameters<typeof makeTrial>[0]) => {
      const { isNoticed } = makeTrial(rows, switches);
      return mutants.filter(isNoticed).map(({ what }) => what);
    };
    expect(missedBy()).toEqual([]);
    expect(missedBy(row(true, true))).toEqual([]);
    expect(missedBy(row(false, true))).toEqual(["a is left out"]);
    expect(missedBy(row(false, true), row(true, false))).toEqual([
      "a is left out",
      "b is left out",
    ]);
  });

  it("is not looked for by rows that are wrong anyway", () => {
    const wrong = { name: "wrong", run: () => expect(1).toBe(2) };
    const { broken, isNoticed } = makeTrial([wrong], new Switches());
    expect(broken).toMatchObject([{ row: wrong }]);
    expect(isNoticed({ id: 0, file: "a.ts", line: 1, what: "a is left out" })).toBe(false);
  });
});
