import type { FormHash, FormValue } from "@/lib/wire/decode-form";
import {
  alternativesOf,
  type Field,
  isObject,
  isWords,
  objectOf,
  type SdkTypes,
  type Shape,
} from "./shape";

/**
 * One parameter of the SDK: its name in bracket form, its documented words (of an enum), and the form that
 * gives it a value and nothing else but what is required beside it.
 */
export type DocumentedParam = {
  path: string;
  words: readonly string[];
  formWith: (value: FormValue) => FormHash;
  sample: FormValue;
};

type Wrap = (value: FormValue) => FormHash;
const deepest = 5;

/** Of the many ways to pay, those the sandbox has. */
const usual = ["card", "us_bank_account"];

/** Text that is not just any. */
const words: { readonly [name: string]: string } = {
  country: "US",
  currency: "usd",
  email: "ada@example.com",
  url: "https://example.com",
};

/** Every parameter of a method, outer ones before those within them. */
export function listParams(types: SdkTypes, params: Shape): DocumentedParam[] {
  return alternativesOf(params)
    .filter(isObject)
    .flatMap((object) =>
      Object.entries(objectOf(types, object).fields).flatMap(([name, field]) =>
        listWithin(types, field, name, (value) => ({ [name]: value }), deepest),
      ),
    );
}

function listWithin(
  types: SdkTypes,
  { shape }: Field,
  path: string,
  wrap: Wrap,
  levels: number,
): DocumentedParam[] {
  const documented = alternativesOf(shape)
    .filter(isWords)
    .flatMap(({ oneOf }) => oneOf.map(String));
  const own = { path, words: documented, formWith: wrap, sample: sampleNamed(types, path, shape) };
  const inner = levels === 0 ? [] : alternativesOf(shape).flatMap((part) => within(part));
  return [own, ...inner];

  function within(part: Shape): DocumentedParam[] {
    if (typeof part === "object" && "array" in part) {
      const inList: Wrap = (value) => wrap([value]);
      return alternativesOf(part.array)
        .filter(isObject)
        .flatMap((object) => fieldsOf(object.object, `${path}[0]`, inList));
    }
    return isObject(part) ? fieldsOf(part.object, path, wrap) : [];
  }

  function fieldsOf(object: number, prefix: string, outer: Wrap): DocumentedParam[] {
    const needed = sampleObject(types, object);
    return Object.entries(objectOf(types, { object }).fields).flatMap(([name, field]) => {
      const place: Wrap = (value) => outer({ ...needed, [name]: value });
      return listWithin(types, field, `${prefix}[${name}]`, place, levels - 1);
    });
  }
}

function sampleNamed(types: SdkTypes, name: string, shape: Shape): FormValue {
  return words[name] ?? sampleOf(types, shape);
}

/** A value of a shape, with nothing that could be left out. */
function sampleOf(types: SdkTypes, shape: Shape): FormValue {
  const [first = "unknown"] = alternativesOf(shape).filter((part) => part !== "null");
  if (first === "number" || first === "decimal") return "1";
  if (first === "boolean") return "true";
  if (typeof first === "string") return "x";
  if (isWords(first))
    return String(first.oneOf.find((word) => usual.includes(String(word))) ?? first.oneOf[0]);
  if ("array" in first) return [sampleOf(types, first.array)];
  if ("map" in first) return { usd: sampleOf(types, first.map) };
  return isObject(first) ? sampleObject(types, first.object) : "x";
}

function sampleObject(types: SdkTypes, object: number): FormHash {
  const needed = Object.entries(objectOf(types, { object }).fields).filter(
    ([, { isOptional }]) => !isOptional,
  );
  return Object.fromEntries(
    needed.map(([name, { shape }]) => [name, sampleNamed(types, name, shape)]),
  );
}
