import { isIP } from "node:net";
import { isPublicAddress } from "./public-address";

/** `url_invalid`: no address at all. `url_blocked`: one that we do not send to. */
export type UrlFault = "url_invalid" | "url_blocked";

const ports: ReadonlySet<string> = new Set(["", "443", "8443"]);

/** Names that never leave a network or a machine, as last labels. */
const privateSuffixes = [
  "localhost",
  "localdomain",
  "local",
  "internal",
  "intranet",
  "private",
  "corp",
  "home",
  "lan",
  "home.arpa",
  "svc",
  "onion",
  "metadata.goog",
] as const;

/** Public names that by convention lead to the asker's own machine, or to whatever address stands in them. */
const loopbackSuffixes = [
  "nip.io",
  "sslip.io",
  "xip.io",
  "backname.io",
  "localtest.me",
  "lvh.me",
  "vcap.me",
  "fuf.me",
  "traefik.me",
  "lacolhost.com",
  "localho.st",
  "local.gd",
  "rbndr.us",
  "1u.ms",
] as const;

/**
 * What is wrong with a URL that a merchant wants us to call, as far as its text shows; null when nothing is. Where a
 * name really leads is looked at when connecting, every time: see publicConnector.
 */
export function findUrlFault(text: string): UrlFault | null {
  if (!URL.canParse(text) || /[\p{Cc}\p{Zs}\\]/u.test(text)) return "url_invalid";
  const url = new URL(text);
  const isPlain =
    url.protocol === "https:" &&
    url.username === "" &&
    url.password === "" &&
    // An empty one leaves no trace in `hash`.
    !text.includes("#") &&
    ports.has(url.port);
  return isPlain && isPublicHost(url.hostname) ? null : "url_blocked";
}

/** The parser has already turned every other notation of an IPv4 address into four decimals. */
function isPublicHost(hostname: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.{1,9}$/, "");
  if (isIP(host) !== 0) return isPublicAddress(host);
  // A name without a dot means something only in the network it is asked in.
  if (!/[^.]\.[^.]/.test(host)) return false;
  return ![...privateSuffixes, ...loopbackSuffixes].some(
    (suffix) => host === suffix || host.endsWith(`.${suffix}`),
  );
}
