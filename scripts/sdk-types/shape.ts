/** What a JSON value may be, as the SDK's types say. Objects stand in a table, by number: types recur. */
export type Shape =
  | "string"
  | "number"
  | "boolean"
  | "null"
  /** The field must not be there (`deleted?: void`). */
  | "absent"
  /** A decimal number as text, of which the SDK makes a Decimal. */
  | "decimal"
  | "unknown"
  | Words
  | { readonly array: Shape }
  | { readonly map: Shape }
  | ObjectReference
  | { readonly anyOf: readonly Shape[] };

/** `isOpen`: Stripe may add words (the SDK's OtherString). */
export type Words = {
  readonly oneOf: readonly (string | number | boolean)[];
  readonly isOpen?: true;
};
export type ObjectReference = { readonly object: number };
export type Field = { readonly shape: Shape; readonly isOptional: boolean };
export type Fields = { readonly [name: string]: Field };

/** `name` is the type's, for messages: "Subscription.PauseCollection". */
export type ObjectShape = { readonly name: string; readonly fields: Fields };

/** One method of the SDK. `path` has `:id` for each id. */
export type SdkEndpoint = {
  readonly method: string;
  readonly path: string;
  /** "Subscription.update". */
  readonly name: string;
  readonly params: Shape;
  readonly answer: Shape;
};

export type SdkTypes = {
  readonly objects: readonly ObjectShape[];
  readonly endpoints: readonly SdkEndpoint[];
};

export function isWords(shape: Shape): shape is Words {
  return typeof shape === "object" && "oneOf" in shape;
}

export function isObject(shape: Shape): shape is ObjectReference {
  return typeof shape === "object" && "object" in shape;
}

/** A union's alternatives; of any other shape the shape itself. */
export function alternativesOf(shape: Shape): readonly Shape[] {
  return typeof shape === "object" && "anyOf" in shape ? shape.anyOf : [shape];
}

/** The fields of the object a reference names. Throws for a number that is not in the table. */
export function objectOf(types: SdkTypes, { object }: ObjectReference): ObjectShape {
  const found = types.objects[object];
  if (found === undefined) throw new Error(`No object ${object} among the SDK's types.`);
  return found;
}
