import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { authorizeMember } from "../../auth/authorize-member";
import type { MemberContext, Role } from "../../auth/member-context";
import { PorticoError, toPorticoError } from "../../errors";
import { isOurOrigin } from "../origins";
import { logError, newRequestId } from "../respond";
import { parseActionInput, readActionArguments } from "./action-input";
import { heldMemberToken } from "./member-cookie";

/** What an action tells: it travels as HTTP 200 whatever it says, so `status` stands in it. */
export type ActionAnswer<Data> = ({ readonly ok: true } & Data) | ActionRefusal;

export type ActionRefusal = {
  readonly ok: false;
  readonly error: {
    readonly status: number;
    readonly type: string;
    readonly code: string;
    readonly message: string;
    /** The field at fault: `features.subscription_cancel.mode`, `products[0].price`. */
    readonly param?: string;
    readonly request_id: string;
  };
};

type Definition<Schema extends z.ZodType<{ merchant: string }>, Data extends object> = {
  readonly role: Role;
  /** Asks for a proof of at most 15 minutes: for keys, secrets, members and deletion. */
  readonly fresh?: true;
  /** A strict object; its `merchant` is the path segment. */
  readonly schema: Schema;
  /** One call into lib; what it gives is the answer. A PorticoError becomes a refusal; only redirect() may throw. */
  readonly act: (context: MemberContext, input: z.output<Schema>) => Promise<Data>;
};

/**
 * The one way a member changes anything: wraps what an actions.ts exports. Takes one plain object, one FormData, or
 * the previous state and a FormData. Asks, in this order, for our own Origin (`csrf_failed`), a living session
 * (`session_required`), usable arguments (`parameter_invalid`), a merchant of the member's (`resource_missing`), the
 * role (`forbidden`), a fresh proof where asked for (`reauth_required`) and an input that the schema takes
 * (`parameter_…` with `param`). Depends on nothing that proxy.ts did. A refusal is a value.
 */
export function merchantAction<Schema extends z.ZodType<{ merchant: string }>, Data extends object>(
  definition: Definition<Schema, Data>,
) {
  const { role, fresh = false, schema, act } = definition;
  return async (...given: unknown[]): Promise<ActionAnswer<Data>> => {
    const requestId = newRequestId();
    try {
      const sent = await headers();
      requireOrigin(sent.get("origin"));
      const fields = readActionArguments(given);
      const visit = { token: heldMemberToken(sent.get("cookie")), requestId };
      const context = await authorizeMember(visit, fields?.["merchant"], { role, fresh });
      return { ok: true, ...(await act(context, parseActionInput(schema, fields))) };
    } catch (error) {
      unstable_rethrow(error);
      return refuse(error, requestId);
    }
  };
}

/** Compared with our own list, never with what the request says its host is. */
function requireOrigin(origin: string | null): void {
  if (origin !== null && isOurOrigin(origin)) return;
  const message = "This form was sent from another site. Open the dashboard and try again.";
  throw new PorticoError("csrf_failed", { message });
}

function refuse(thrown: unknown, requestId: string): ActionRefusal {
  const error = toPorticoError(thrown);
  logError(error, requestId);
  const { status, type, code, message, details } = error;
  const param = details.param === undefined ? {} : { param: details.param };
  return { ok: false, error: { status, type, code, message, ...param, request_id: requestId } };
}
