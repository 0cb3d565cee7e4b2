import { isDatabaseUp } from "../db/health";
import { newRequestId, respond } from "./respond";

/** `GET /livez`: 200 while this process can answer at all. */
export async function liveness(): Promise<Response> {
  return respond({ live: true }, newRequestId());
}

/** `GET /readyz`: 200 when requests can be served, 503 while the database is out of reach. */
export async function readiness(): Promise<Response> {
  const ready = await isDatabaseUp();
  return respond({ ready }, newRequestId(), ready ? 200 : 503);
}
