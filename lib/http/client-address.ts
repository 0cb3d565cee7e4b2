import { isIP } from "node:net";
import { env } from "../env";

/** Set on every request of this process by what hears it first (repair-target.ts), over whatever was sent. */
export const peerHeader = "x-portico-peer";

/**
 * The network address a request came from, as limits count it. Each of TRUST_PROXY proxies adds to the right of
 * X-Forwarded-For whom it heard; what stands further left is the client's own word and is not believed. Without
 * a proxy the header is not read at all. IPv6 counts by its /64: that much one customer has.
 */
export function clientAddress(headers: Headers): string {
  const hops = env().TRUST_PROXY;
  const peer = headers.get(peerHeader) ?? "";
  const forwarded = (headers.get("x-forwarded-for") ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  const seen = hops === 0 ? peer : (forwarded.at(-hops) ?? forwarded[0] ?? peer);
  return toNetwork(seen.slice(0, 100).toLowerCase());
}

function toNetwork(text: string): string {
  const bare = text.replace(/^\[([^\]]*)\](?::\d+)?$/, "$1").replace(/^([\d.]+):\d+$/, "$1");
  const plain = bare.replace(/^::ffff:(?=[\d.]+$)/, "");
  return isIP(plain) === 6 ? firstGroups(plain) : plain;
}

/** The first four of eight groups, with `::` written out. */
function firstGroups(address: string): string {
  const [head = "", tail] = (address.split("%")[0] ?? "").split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(8 - left.length - right.length, 0);
  const groups = [...left, ...Array.from({ length: zeros }, () => "0"), ...right];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}
