import { PorticoError } from "../errors";
import { newRequestId, respondError } from "./respond";

/** The answer to a method a JSON door does not have. */
export async function notAllowed(): Promise<Response> {
  return respondError(new PorticoError("method_not_allowed"), newRequestId());
}

/** The answer to a path that is no JSON door. */
export async function notFound(): Promise<Response> {
  return respondError(
    new PorticoError("resource_missing", { message: "No such path." }),
    newRequestId(),
  );
}
