import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { isPublicAddress } from "./public-address";
import { findUrlFault } from "./public-url";

/** One of every range that is set aside, its edges too. */
const setAside = [
  ...["0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255"],
  ...["127.0.0.1", "127.255.255.255", "169.254.0.1", "169.254.169.254", "169.254.170.2"],
  ...["172.16.0.0", "172.31.255.255", "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.31.196.1"],
  ...["192.52.193.1", "192.88.99.1", "192.168.0.1", "192.175.48.1", "198.18.0.0", "198.19.255.255"],
  ...["198.51.100.1", "203.0.113.255", "224.0.0.1", "239.255.255.255", "240.0.0.1"],
  "255.255.255.255",
  ...["::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:8.8.8.8"],
  ...["64:ff9b::8.8.8.8", "64:ff9b:1::1", "100::1", "100:0:0:1::1", "2001::1", "2001:0:4136::1"],
  ...["2001:2::1", "2001:3::1", "2001:4:112::1", "2001:10::1", "2001:20::1", "2001:30::1"],
  ...["2001:1ff::1", "2001:db8::1", "2002:7f00:1::1", "2002:808:808::1", "2620:4f:8000::1"],
  ...["3fff::1", "4000::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1"],
];

const ofTheWorld = [
  ...["1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0"],
  ...["126.255.255.255", "128.0.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255"],
  ...["198.17.255.255", "198.20.0.0", "223.255.255.255"],
  ...["2001:200::1", "2606:4700:4700::1111", "2a00:1450:4001::200e", "2003::1"],
];

describe("an IP address", () => {
  it.each(setAside)("%s is not the public's", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(ofTheWorld)("%s is", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each(["", "localhost", "8.8.8", "8.8.8.8.8", "fe80::1%eth0", "1.1.1.1/8"])(
    "%j is none",
    (text) => {
      expect(isPublicAddress(text)).toBe(false);
    },
  );
});

const blocked = [
  ...[
    "http://example.com/",
    "ftp://example.com/",
    "file:///etc/passwd",
    "gopher://example.com:443/",
  ],
  ...[
    "data:text/plain,x",
    "javascript:alert(1)",
    "ws://example.com/",
    "blob:https://example.com/x",
  ],
  ...["https://example.com:80/", "https://example.com:6379/", "https://example.com:65535/"],
  ...[
    "https://user@example.com/",
    "https://:secret@example.com/",
    "https://example.com@127.0.0.1/",
  ],
  ...["https://example.com/#x", "https://example.com#", "https://example.com#@127.0.0.1/"],
  ...["https://localhost/", "https://LOCALHOST./", "https://a.localhost/", "https://localhost../"],
  ...[
    "https://db/",
    "https://metadata/",
    "https://metadata.google.internal/",
    "https://nas.local/",
  ],
  ...["https://router.home.arpa/", "https://x.svc/", "https://x.default.svc.cluster.local/"],
  ...[
    "https://127.0.0.1.nip.io/",
    "https://nip.io/",
    "https://a.sslip.io./",
    "https://localtest.me/",
  ],
  ...["https://x.lvh.me/", "https://metadata.goog/"],
  ...["https://2130706433/", "https://0x7f000001/", "https://0177.0.0.1/", "https://127.1/"],
  ...["https://0/", "https://0x7f.1/", "https://１２７.0.0.1/", "https://127。0。0。1/"],
  ...["https://[::1]/", "https://[::]/", "https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/"],
  ...["https://[64:ff9b::a00:1]/", "https://[2002:7f00:1::]/", "https://[5f00::1]/"],
  ...["https://[fd00:ec2::254]/", "https://169.254.169.254/", "https://100.100.100.200/"],
];

const malformed = [
  ...[
    "",
    "example.com",
    "//example.com/",
    "https://",
    "https:// example.com/",
    "https://exa mple.com",
  ],
  ...["https://example.com\\@127.0.0.1/", "https://exam\tple.com/", "https://example.com/\n"],
  ...["https://999.999.999.999/", "https://[::1/", "https://example.com:99999/", "https://%00/"],
  ...["https://example.com/\u0000"],
];

const usable = [
  ...["https://example.com/", "https://example.com", "https://example.com:443/hooks?shop=1"],
  ...["https://hooks.example.co.uk:8443/a/b", "https://bücher.example/", "https://1.1.1.1/"],
  ...["https://[2606:4700:4700::1111]:8443/", "https://localhost.example.com/"],
  ...["https://notnip.io/", "https://internal.example.com/"],
];

describe("a merchant's URL", () => {
  it.each(blocked)("%j is refused", (url) => {
    expect(findUrlFault(url)).toBe("url_blocked");
  });

  it.each(malformed)("%j is no URL", (url) => {
    expect(findUrlFault(url)).toBe("url_invalid");
  });

  it.each(usable)("%j is taken", (url) => {
    expect(findUrlFault(url)).toBeNull();
  });

  it("with an address of the first 32 bits, however written, is taken exactly when that address is public", () => {
    const notations = (bits: number) => {
      const octets = [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255);
      const [a = 0, b = 0, c = 0, d = 0] = octets;
      return {
        plain: octets.join("."),
        all: [
          octets.join("."),
          String(bits),
          `0x${bits.toString(16)}`,
          `0${bits.toString(8)}`,
          octets.map((octet) => `0${octet.toString(8)}`).join("."),
          octets.map((octet) => `0x${octet.toString(16)}`).join("."),
          `${a}.${b}.${c * 256 + d}`,
          `${a}.${b * 65_536 + c * 256 + d}`,
        ],
      };
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (bits) => {
        const { plain, all } = notations(bits);
        const expected = isPublicAddress(plain) ? null : "url_blocked";
        for (const host of all) expect(findUrlFault(`https://${host}/`)).toBe(expected);
        const mapped = `https://[::ffff:${plain}]/`;
        expect(findUrlFault(mapped)).toBe("url_blocked");
      }),
      { numRuns: runs(20_000) },
    );
  });

  it("never makes it throw", () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string(), fc.string({ unit: "binary" })), (text) => {
        expect([null, "url_invalid", "url_blocked"]).toContain(findUrlFault(text));
      }),
      { numRuns: runs(2000) },
    );
  });
});
