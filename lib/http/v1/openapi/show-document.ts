import { env } from "../../../env";
import { once } from "../../../once";
import { newRequestId, respond } from "../../respond";
import { endpoints } from "../endpoints";
import { buildDocument } from "./build-document";

/** `GET /v1/openapi.json`: the API describes itself. Needs no key, and is the same for everybody. */
export async function showDocument(): Promise<Response> {
  const document = once("openapi", () => buildDocument(endpoints, env().APP_URL));
  const response = respond(document, newRequestId());
  response.headers.set("Cache-Control", "public, max-age=300");
  return response;
}
