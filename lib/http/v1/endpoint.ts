import type { z } from "zod";
import type { ApiKeyOwner } from "../../db/api-keys";
import type { Cause } from "../../db/write-with-trail";
import type { FormHash } from "../../wire/decode-form";
import { readExpand } from "../../wire/expand";
import { parseParams } from "../../wire/parse-params";

/** One authenticated call of our Stripe-compatible API, its parameters not looked at yet. */
type Arrived = {
  readonly caller: ApiKeyOwner;
  readonly requestId: string;
  /** The ids in the path, by their names in it. Not checked yet. */
  readonly ids: Readonly<Record<string, string>>;
  readonly form: FormHash;
  /** Who caused a change that is answered with `body`: what its use case writes the trail with. */
  readonly causeOf: (body: object) => Cause;
};

type ApiCall<Params> = Omit<Arrived, "form"> & {
  readonly params: Params;
  /** What the answer is to show whole instead of by its id. Every path is one of the endpoint's `expandable`. */
  readonly expand: ReadonlySet<string>;
};

type Definition<Params> = {
  readonly method: "GET" | "POST" | "DELETE";
  /** As OpenAPI writes it: `/v1/billing_portal/configurations/{configuration}`. */
  readonly path: string;
  /** The sentence above it in the reference. */
  readonly summary: string;
  /** More about it, as Markdown. */
  readonly description?: string;
  /** Of the query (GET, DELETE) or the form (POST), without `expand`. */
  readonly params: z.ZodType<Params>;
  readonly expandable: readonly string[];
  /** What a good answer is. */
  readonly answer: z.ZodType;
  /** Gives the body of a 200. Throws PorticoError. */
  readonly handle: (call: ApiCall<Params>) => Promise<object>;
};

/**
 * One operation of the API. This is its only definition: what is read, refused, answered and described at
 * /v1/openapi.json comes from here.
 */
export type Endpoint = Omit<Definition<unknown>, "handle"> & {
  /** Reads the parameters, and gives what executes the call. Throws PorticoError for what cannot be read. */
  readonly prepare: (arrived: Arrived) => () => Promise<object>;
};

export function endpoint<Params>({ handle, ...definition }: Definition<Params>): Endpoint {
  return {
    ...definition,
    prepare: ({ form, ...arrived }) => {
      const { expand, ...given } = form;
      const params = parseParams(definition.params, given);
      const call = { ...arrived, params, expand: readExpand(expand, definition.expandable) };
      return () => handle(call);
    },
  };
}
