import { invalid } from "../protocol/errors";
import { type Param, string } from "../protocol/params";

const currencies = new Set(
  Intl.supportedValuesOf("currency").map((currency) => currency.toLowerCase()),
);

/** A decimal number between two bounds, with at most `places` decimal places. */
export function number(min: number, max: number, places: number): Param<number> {
  return {
    required: false,
    read: (raw, path) => {
      const text = string(40).read(raw, path);
      const isPlain = new RegExp(`^[+-]?(\\d+\\.?\\d{0,${places}}|\\.\\d{1,${places}})$`).test(
        text,
      );
      if (!isPlain) throw invalid(`Invalid decimal: ${text}`, path);
      const value = Number(text);
      if (value < min) throw invalid(`This value must be greater than or equal to ${min}.`, path);
      if (value > max) throw invalid(`This value must be less than or equal to ${max}.`, path);
      return value;
    },
  };
}

/** A currency in any case, given in lower case. */
export function currency(): Param<string> {
  return {
    required: false,
    read: (raw, path) => readCurrency(string(3).read(raw, path), path),
  };
}

/** A currency's code in lower case. Throws 400 for none that is known. */
export function readCurrency(text: string, path: string): string {
  const code = text.toLowerCase();
  if (!currencies.has(code)) throw invalid(`Invalid currency: ${text}.`, path);
  return code;
}

/** A hash whose keys are currencies. */
export function byCurrency<T>(option: Param<T>): Param<{ [currency: string]: T }> {
  return {
    required: false,
    read: (raw, path) => {
      if (typeof raw === "string" || Array.isArray(raw)) throw invalid("Invalid object", path);
      const options = Object.entries(raw).map(([key, value]): [string, T] => {
        const at = `${path}[${key}]`;
        return [currency().read(key, at), option.read(value, at)];
      });
      return Object.fromEntries(options);
    },
  };
}

/** A hash of any keys with text values. */
export function textHash(): Param<{ [key: string]: string }> {
  return {
    required: false,
    read: (raw, path) => {
      if (typeof raw === "string" || Array.isArray(raw)) throw invalid("Invalid object", path);
      const entries = Object.entries(raw).map(([key, value]): [string, string] => [
        key,
        string().read(value, `${path}[${key}]`),
      ]);
      return Object.fromEntries(entries);
    },
  };
}
