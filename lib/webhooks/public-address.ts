import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** The only part of IPv6 that is assigned to the public: 2000::/3. */
const global6 = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * Whether an IP address belongs to the public internet. Anything set aside for another purpose does not: private,
 * loopback, link-local, carrier-grade NAT, documentation, benchmarking, multicast, reserved, and IPv6 that carries an
 * IPv4 address (mapped, NAT64, 6to4, Teredo). Source: the IANA special-purpose address registries (RFC 6890).
 */
export function isPublicAddress(text: string): boolean {
  if (isIP(text) === 0) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== "unicast") return false;
  return address instanceof ipaddr.IPv4 || address.match(global6);
}
