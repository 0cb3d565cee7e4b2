import { describe, expect, it } from "vitest";
import { pinEnv } from "@/scripts/testing/pin-env";
import { clientAddress } from "./client-address";

function addressOf(hops: number, forwarded: string | null, peer: string | null = "10.0.0.1") {
  pinEnv({ TRUST_PROXY: hops });
  const headers = new Headers();
  if (forwarded !== null) headers.set("x-forwarded-for", forwarded);
  if (peer !== null) headers.set("x-portico-peer", peer);
  return clientAddress(headers);
}

describe("where a request came from", () => {
  it.each([
    [0, null, "10.0.0.1"],
    [0, "6.6.6.6", "10.0.0.1"],
    [0, "6.6.6.6, 7.7.7.7", "10.0.0.1"],
    [1, "1.1.1.1", "1.1.1.1"],
    [1, "6.6.6.6, 1.1.1.1", "1.1.1.1"],
    [1, "6.6.6.6,,1.1.1.1", "1.1.1.1"],
    [1, null, "10.0.0.1"],
    [2, "6.6.6.6, 1.1.1.1, 2.2.2.2", "1.1.1.1"],
    [2, "6.6.6.6, 6.6.6.7, 1.1.1.1, 2.2.2.2", "1.1.1.1"],
    [2, "1.1.1.1", "1.1.1.1"],
  ])("behind %d proxies that say %j is %s", (hops, forwarded, address) => {
    expect(addressOf(hops, forwarded)).toBe(address);
  });

  it.each([0, 1, 2])(
    "does not depend on what the client says of itself, behind %d proxies",
    (hops) => {
      const added = hops === 0 ? [] : ["1.1.1.1", "2.2.2.2"].slice(0, hops);
      const lists = [[], ["6.6.6.6"], ["x", "y", "z"], ["6.6.6.6", "::1", "7.7.7.7", "8.8.8.8"]];
      const seen = lists.map((spoofed) => addressOf(hops, [...spoofed, ...added].join(", ")));
      expect(new Set(seen).size).toBe(1);
    },
  );

  it.each([
    ["1.1.1.1:4711", "1.1.1.1"],
    ["::ffff:1.1.1.1", "1.1.1.1"],
    ["[2001:db8::1]:443", "2001:db8:0:0"],
    ["2001:DB8:0:1:2:3:4:5", "2001:db8:0:1"],
    ["2001:0db8:0000:0001::9", "2001:db8:0:1"],
    ["2001:db8:0:1::", "2001:db8:0:1"],
    ["fe80::1%eth0", "fe80:0:0:0"],
    ["::1", "0:0:0:0"],
    ["unknown", "unknown"],
    ["", ""],
  ])("%s counts as %s", (peer, address) => {
    expect(addressOf(0, null, peer)).toBe(address);
  });

  it("is something, and not long, also when nobody says it", () => {
    expect(addressOf(0, null, null)).toBe("");
    expect(addressOf(1, "x".repeat(9000)).length).toBeLessThanOrEqual(100);
  });
});
