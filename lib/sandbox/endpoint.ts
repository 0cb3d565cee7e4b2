import type { FormHash } from "@/lib/wire/decode-form";
import type { Books } from "./books";
import { array, readParams, type Shape, string, type Values } from "./protocol/params";

/** What every endpoint may use: the account's books, the time (unix seconds), the account's name. */
export type Context = {
  books: Books;
  now: number;
  account: string;
  /** The schedule in whose name a subscription is changed: what that bills begins as a draft. */
  schedule?: string | undefined;
};
/** `id` and `child` are the first and second placeholder of the path. */
export type Call<P> = Context & { params: P; id: string; child: string; expand: readonly string[] };
export type Method = "GET" | "POST" | "DELETE";

/** A request whose parameters were found to be good, ready to run within a transaction. */
export type PreparedCall = {
  expand: string[];
  run: (context: Context & { id: string; child: string }) => Promise<object>;
};

/**
 * One line of the route table. Running it gives the object to answer with, or a SandboxError to refuse
 * with **after** keeping what was written (a declined payment leaves its attempt); one that is thrown
 * leaves nothing behind.
 * `prepare` reads the parameters and throws what Stripe would answer.
 */
export type Endpoint = {
  method: Method;
  /** Path below the origin, `:id` and `:child` standing for ids. */
  path: string;
  prepare: (form: FormHash) => PreparedCall;
};

const expandShape = { expand: array(string(500), 20) };

/** Describes an endpoint: its parameters by one table (`expand` is everywhere), then what it does. */
export function endpoint<S extends Shape>(
  method: Method,
  path: string,
  shape: S,
  run: (call: Call<Values<S>>) => Promise<object>,
): Endpoint {
  return {
    method,
    path,
    prepare: ({ expand, ...form }) => {
      const params = readParams(shape, form);
      const read = readParams(expandShape, expand === undefined ? {} : { expand });
      const paths = read.expand ?? [];
      return { expand: paths, run: (context) => run({ ...context, params, expand: paths }) };
    },
  };
}
