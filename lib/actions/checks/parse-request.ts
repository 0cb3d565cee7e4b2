import { z } from "zod";
import { PorticoError } from "../../errors";
import { type ActionInput, type ActionName, actionInputs } from "../../portal/actions";
import type { Expected } from "../../portal/preview";
import { parse } from "../../wire/parse";

const expectedSchema = z.strictObject({
  items: z.array(z.string().max(600)).max(100),
  status: z.string().max(300),
  cancelAt: z.int().nullable(),
  prorationDate: z.int().nullable(),
  amount: z.int().nullable(),
}) satisfies z.ZodType<Expected>;

const confirmSchema = z.strictObject({
  nonce: z.string().regex(/^[\w-]{8,64}$/),
  input: z.unknown(),
  expected: expectedSchema,
});

export type Confirmation<Name extends ActionName> = {
  /** One click: the same nonce again is the same click, whatever became of it. */
  readonly nonce: string;
  readonly input: ActionInput<Name>;
  readonly expected: Expected;
};

/** What an intent's row says was shown. Throws as parsePreview does. */
export function parseExpected(expected: unknown): Expected {
  return parse(expectedSchema, expected);
}

/** `{ input }` of a preview. Throws parameter_missing, parameter_unknown, parameter_invalid with `param`. */
export function parsePreview<Name extends ActionName>(
  name: Name,
  body: unknown,
): ActionInput<Name> {
  return parseInput(name, parse(z.strictObject({ input: z.unknown() }), body).input);
}

/** `{ nonce, input, expected }` of a confirm. Throws as parsePreview does. */
export function parseConfirmation<Name extends ActionName>(
  name: Name,
  body: unknown,
): Confirmation<Name> {
  const { nonce, input, expected } = parse(confirmSchema, body);
  return { nonce, input: parseInput(name, input), expected };
}

/** The input of one action. Throws as parsePreview does. */
export function parseInput<Name extends ActionName>(name: Name, input: unknown): ActionInput<Name> {
  if (input === undefined) throw new PorticoError("parameter_missing", { param: "input" });
  // The table maps each name to its own schema; TypeScript cannot follow the name through the lookup.
  const schema: z.ZodType<unknown> = actionInputs[name];
  return parse(schema, input) as ActionInput<Name>;
}
