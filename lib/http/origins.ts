import { env } from "../env";
import { PorticoError } from "../errors";

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether pages of this origin are ours. The one list: APP_URL, and in the demo any loopback name with our port. */
export function isOurOrigin(origin: string): boolean {
  const { APP_URL, isDemo, PORT } = env();
  if (origin === APP_URL) return true;
  if (!isDemo || !URL.canParse(origin)) return false;
  const url = new URL(origin);
  const isOurScheme = url.protocol === new URL(APP_URL).protocol;
  return (
    url.origin === origin && isOurScheme && loopback.has(url.hostname) && url.port === portOf(PORT)
  );
}

function portOf(port: number): string {
  return port === 80 ? "" : String(port);
}

/** The origin of our own page a request was made from: its Host, when that is ours, else APP_URL. */
export function entryOrigin(request: Request): string {
  const host = request.headers.get("host") ?? "";
  const scheme = new URL(env().APP_URL).protocol;
  const origin = `${scheme}//${host}`;
  return isOurOrigin(origin) ? origin : env().APP_URL;
}

/**
 * Refuses what another site may have sent. A state-changing call must name our origin; any call that
 * names one must name ours; and the browser's own word on where it came from is believed.
 */
export function requireOurOrigin(request: Request, changesState: boolean): void {
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  const isForeign = origin !== null && origin !== entryOrigin(request);
  if (isForeign || (changesState && origin === null) || (site !== null && site !== "same-origin")) {
    throw new PorticoError("csrf_failed");
  }
}
