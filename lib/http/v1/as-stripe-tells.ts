import { PorticoError, toPorticoError } from "../../errors";

/**
 * An error as Stripe tells it: all that the caller can mend are of the type `invalid_request_error`, a 401 and a 403
 * too, and a reference that leads nowhere is a 400.
 */
export function asStripeTells(thrown: unknown): PorticoError {
  const error = toPorticoError(thrown);
  const isPlain =
    error.status < 500 && error.type !== "idempotency_error" && error.type !== "card_error";
  if (!isPlain) return error;
  const status =
    error.code === "resource_missing" && error.details.param !== undefined ? 400 : error.status;
  return new PorticoError(error.code, {
    ...error.details,
    message: error.message,
    status,
    type: "invalid_request_error",
  });
}
