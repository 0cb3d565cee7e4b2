import type { FormHash, FormValue } from "@/lib/wire/decode-form";
import { asValues } from "../casts";
import { invalid } from "./errors";

/** How one parameter is read. `path` is its name in bracket form, for the error. */
export type Param<T> = { read: (raw: FormValue, path: string) => T; required: boolean };
export type Shape = { [name: string]: Param<unknown> };

/** The values an endpoint's table gives: absent optional parameters are undefined. */
export type Values<S extends Shape> = {
  [K in keyof S]: S[K] extends RequiredParam<infer T>
    ? T
    : S[K] extends Param<infer T>
      ? T | undefined
      : never;
};
export type RequiredParam<T> = Param<T> & { required: true };

/** Reads what the table names, refuses what it does not and what is missing. */
export function readParams<S extends Shape>(shape: S, raw: FormHash, prefix = ""): Values<S> {
  const at = (name: string) => (prefix === "" ? name : `${prefix}[${name}]`);
  const unknown = Object.keys(raw).filter((name) => !Object.hasOwn(shape, name));
  if (unknown[0] !== undefined) {
    const names = unknown.map(at);
    const noun = names.length === 1 ? "parameter" : "parameters";
    throw invalid(
      `Received unknown ${noun}: ${names.join(", ")}`,
      at(unknown[0]),
      "parameter_unknown",
    );
  }
  const values: Record<string, unknown> = {};
  for (const [name, param] of Object.entries(shape)) {
    const value = raw[name];
    if (value !== undefined) values[name] = param.read(value, at(name));
    else if (param.required) throw missingParam(at(name));
  }
  return asValues<Values<S>>(values);
}

export function missingParam(path: string) {
  return invalid(`Missing required param: ${path}.`, path, "parameter_missing");
}

/** What must be given. Text may then not be blank either. */
export function required<T>(param: Param<T>): RequiredParam<T> {
  return {
    required: true,
    read: (raw, path) => {
      const value = param.read(raw, path);
      if (typeof value !== "string" || value.trim() !== "") return value;
      throw invalid(
        `You passed a blank string for '${path}'. Supply a value that is not only whitespace.`,
        path,
        "parameter_invalid_string_blank",
      );
    },
  };
}

function optional<T>(read: Param<T>["read"]): Param<T> {
  return { read, required: false };
}

/** Text that may not be empty; at most `max` characters. */
export function string(max = 5000): Param<string> {
  return optional((raw, path) => {
    const text = readText(raw, path);
    if (text === "") throw emptyParam(path);
    if (text.length > max) {
      const begin = `${text.slice(0, 5)}...${text.slice(-5)}`;
      throw invalid(`Invalid string: ${begin}; must be at most ${max} characters`, path);
    }
    return text;
  });
}

/** Text, where '' (or null) unsets: gives null for it. */
export function emptyable<T>(param: Param<T>): Param<T | null> {
  return optional((raw, path) => (raw === "" ? null : param.read(raw, path)));
}

export function integer(
  min = Number.MIN_SAFE_INTEGER,
  max = Number.MAX_SAFE_INTEGER,
): Param<number> {
  return optional((raw, path) => {
    const text = readText(raw, path);
    if (text === "") throw emptyParam(path);
    const value = Number(text);
    if (!/^[+-]?\d{1,15}$/.test(text)) {
      throw invalid(`Invalid integer: ${text.slice(0, 100)}`, path, "parameter_invalid_integer");
    }
    if (value < min || value > max) {
      const bound =
        value < min
          ? `greater than or equal to ${min}`
          : `less than or equal to ${max} (it currently is '${value}')`;
      throw invalid(`This value must be ${bound}.`, path, "parameter_invalid_integer");
    }
    return value;
  });
}

/** Unix seconds. The upper bound is the year 9999: beyond it nothing is billed. */
export function timestamp(): Param<number> {
  return integer(0, 253402300799);
}

/** A decimal number as text, at most 12 places, as Stripe takes unit_amount_decimal. */
export function decimalText(): Param<string> {
  return optional((raw, path) => {
    const text = readText(raw, path);
    if (text === "") throw emptyParam(path);
    if (!/^\d{1,15}(\.\d{1,12})?$/.test(text)) {
      throw invalid(`Invalid decimal: ${text.slice(0, 100)}`, path);
    }
    return text;
  });
}

export function boolean(): Param<boolean> {
  return optional((raw, path) => {
    if (raw === "true") return true;
    if (raw === "false") return false;
    throw invalid(`Invalid boolean: ${readText(raw, path).slice(0, 100)}`, path);
  });
}

export function oneOf<const T extends string>(...values: readonly T[]): Param<T> {
  return optional((raw, path) => {
    const text = readText(raw, path);
    const value = values.find((candidate) => candidate === text);
    if (value === undefined) throw invalid(`Invalid ${path}: must be ${orList(values)}`, path);
    return value;
  });
}

/** A certain word, or else what `param` reads. */
export function wordOr<const W extends string, T>(word: W, param: Param<T>): Param<W | T> {
  return optional((raw, path) => (raw === word ? word : param.read(raw, path)));
}

/** Plain text is read by the one, a hash or list by the other. */
export function textOr<A, B>(text: Param<A>, structure: Param<B>): Param<A | B> {
  return optional((raw, path) => (typeof raw === "string" ? text : structure).read(raw, path));
}

export function hash<S extends Shape>(shape: S): Param<Values<S>> {
  return optional((raw, path) => {
    if (typeof raw === "string" || Array.isArray(raw)) throw invalid("Invalid object", path);
    return readParams(shape, raw, path);
  });
}

export function array<T>(item: Param<T>, max = 100): Param<T[]> {
  return optional((raw, path) => {
    if (!Array.isArray(raw)) throw invalid("Invalid array", path);
    if (raw.length > max) throw invalid(`Array too long: at most ${max} items.`, path);
    return raw.map((value, index) => item.read(value, `${path}[${index}]`));
  });
}

export type MetadataChange = { [key: string]: string };

/** Keys to set ('' unsets one), or null: unset them all. Stripe's limits: 50 keys, 40 and 500 characters. */
export function metadata(): Param<MetadataChange | null> {
  return optional((raw, path) => {
    if (raw === "") return null;
    if (typeof raw === "string") throw invalid("Invalid object", path);
    const change: MetadataChange = Object.create(null);
    for (const [key, value] of Object.entries(raw)) {
      const text = readText(value, `${path}[${key}]`);
      if (key.length > 40) {
        throw invalid(
          `Metadata keys can have up to 40 characters, but you passed in a key that is ${key.length} characters. Invalid key: ${key.slice(0, 60)}`,
          path,
        );
      }
      if (text.length > 500) {
        throw invalid(
          `Metadata values can have up to 500 characters, but you passed in a value that is ${text.length} characters. Invalid value: ${text.slice(0, 60)}`,
          path,
        );
      }
      change[key] = text;
    }
    return change;
  });
}

export function email(): Param<string> {
  return optional((raw, path) => {
    const text = string(512).read(raw, path);
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) {
      throw invalid(`Invalid email address: ${text.slice(0, 100)}`, path, "email_invalid");
    }
    return text;
  });
}

function readText(raw: FormValue, path: string): string {
  if (typeof raw !== "string") throw invalid("Invalid string", path);
  return raw;
}

function emptyParam(path: string) {
  return invalid(
    `You passed an empty string for '${path}'. We assume empty values are an attempt to unset a parameter; however '${path}' cannot be unset. You should remove '${path}' from your request or supply a non-empty value.`,
    path,
    "parameter_invalid_empty",
  );
}

function orList(values: readonly string[]): string {
  if (values.length < 2) return values.join("");
  if (values.length === 2) return values.join(" or ");
  return `one of ${values.slice(0, -1).join(", ")}, or ${values.at(-1)}`;
}
