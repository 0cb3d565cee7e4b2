import { randomUUID } from "node:crypto";
import {
  type Confirmation,
  parseConfirmation,
  parsePreview,
} from "@/lib/actions/checks/parse-request";
import { performAction } from "@/lib/actions/perform-action";
import { previewAction } from "@/lib/actions/preview-action";
import { toPorticoError } from "@/lib/errors";
import { respondError } from "@/lib/http/respond";
import type { ActionName } from "@/lib/portal/actions";
import type { ActionAnswer } from "@/lib/portal/outcome";
import type { Expected } from "@/lib/portal/preview";
import type { PortalContext } from "@/lib/sessions/load-session";

/** What the door would answer: the action's answer, or the error envelope without its request id. */
export type Tried =
  | { readonly status: 200 | 202; readonly answer: ActionAnswer }
  | { readonly status: number; readonly error: Refused };

export type Refused = {
  readonly error: {
    readonly code: string;
    readonly type: string;
    readonly message: string;
    readonly param?: string;
  };
  readonly preview?: unknown;
  readonly expected?: Expected;
};

/** Nobody was shown this; for confirms that are refused whatever was shown. */
export const blindly: Expected = {
  items: [],
  status: "active",
  cancelAt: null,
  prorationDate: null,
  amount: null,
};

export function previewOf<Name extends ActionName>(
  context: PortalContext,
  name: Name,
  input: unknown,
) {
  return previewAction(context, name, parsePreview(name, { input }));
}

/** Asks for the preview as the browser does; a refusal is given as the door would answer it. */
export async function tryPreview(context: PortalContext, name: ActionName, input: unknown) {
  try {
    return { status: 200, previewed: await previewOf(context, name, input) } as const;
  } catch (error) {
    return refusalOf(error);
  }
}

/** Confirms as the browser does: with a nonce of its own and what a preview just showed, unless given. */
export async function tryAction(
  context: PortalContext,
  name: ActionName,
  input: unknown,
  given: { readonly nonce?: string; readonly expected?: Expected } = {},
): Promise<Tried> {
  try {
    const expected = given.expected ?? (await previewOf(context, name, input)).expected;
    const body = { nonce: given.nonce ?? randomUUID(), input, expected };
    const confirmation: Confirmation<typeof name> = parseConfirmation(name, body);
    const answer = await performAction(context, name, confirmation);
    const isOpen = answer.outcome === "checking" || answer.outcome === "confirm_sent";
    return { status: isOpen ? 202 : 200, answer };
  } catch (error) {
    return refusalOf(error);
  }
}

async function refusalOf(thrown: unknown): Promise<{ status: number; error: Refused }> {
  const error = toPorticoError(thrown);
  if (error.code === "internal") throw thrown;
  const response = respondError(error, "req_test");
  return { status: response.status, error: await response.json() };
}
