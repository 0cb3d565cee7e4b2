import { PorticoError } from "../errors";
import { read } from "../stripe/call";

export type Named = {
  /** What it is called in Stripe's sentences: `subscription` */
  readonly kind: string;
  readonly id: string;
  /** The parameter that names it. */
  readonly param: string;
};

/**
 * Reads from Stripe what a parameter names. Throws `resource_missing` with that `param` when it is no id or leads to
 * nothing, and the errors of reading Stripe.
 */
export async function readNamed<T>(
  named: Named & { readonly pattern: RegExp },
  call: (id: string) => Promise<T>,
): Promise<T> {
  const { id, pattern } = named;
  if (!pattern.test(id)) throw noSuch(named);
  try {
    return await read(() => call(id));
  } catch (error) {
    const isMissing = error instanceof PorticoError && error.code === "resource_missing";
    throw isMissing ? noSuch(named, error.cause) : error;
  }
}

/** Stripe's refusal of a reference that leads to nothing the caller may name: unknown and foreign ids read alike. */
export function noSuch({ kind, id, param }: Named, cause?: unknown): PorticoError {
  const message = `No such ${kind}: '${id.slice(0, 255)}'${hintOf(cause)}`;
  return new PorticoError("resource_missing", { param, message, cause });
}

const hint =
  /; a similar object exists in (?:live|test) mode, but a (?:live|test) mode key was used to make this request\.$/;

/** What Stripe adds when the merchant has it in the other mode. */
function hintOf(cause: unknown): string {
  return cause instanceof Error ? (hint.exec(cause.message)?.[0] ?? "") : "";
}
