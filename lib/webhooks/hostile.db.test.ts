import type { Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { countVariants, readLines } from "@/e2e/fixtures/hostile/lines";
import { makeCertificate } from "@/scripts/testing/make-certificate";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { fanOut, listJobs, makeEndpoint, makeEvent } from "@/scripts/testing/make-webhook";
import { publicAddress, receiverHost, receiveWebhooks } from "@/scripts/testing/receive-webhooks";
import { database } from "../db/client";
import { deliverEvent } from "./deliver-event";

type Play = NonNullable<Parameters<typeof receiveWebhooks>[0]>;
/** `play` is what the receiver does, `error` what is written down, `status` what it was answered with. */
type Variant = {
  readonly name: string;
  readonly play: Play;
  readonly url?: string;
  readonly error: string;
  readonly status?: number;
};

const kilobyte = "x".repeat(1024);
/** Packed beforehand: while somebody waits for an answer is no time for it. */
const bomb = gzipSync(Buffer.alloc(100 * 2 ** 20));
const privateHosts = ["https://127.0.0.1/", "http://169.254.169.254/latest/meta-data/"];
const publicHosts = [`https://${receiverHost}/again`, "https://example.com/"];

const redirects = [301, 302, 307, 308].flatMap((code) =>
  [...privateHosts, ...publicHosts].map((location): Variant => {
    const answer: Play["answer"] = (_request, response) =>
      response.writeHead(code, { location }).end("x");
    return { name: `${code} to ${location}`, play: { answer }, error: "redirect", status: code };
  }),
);

/** Writes until nobody reads any more. */
function pour(socket: Socket, text: string): void {
  socket.write(text, (error) => {
    if (error === undefined || error === null) setImmediate(() => pour(socket, text));
  });
}

/** Writes a byte every few milliseconds until nobody reads any more. */
function drip(socket: Socket): void {
  socket.write("x", (error) => {
    if (error === undefined || error === null) setTimeout(() => drip(socket), 10);
  });
}

const head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";
/** Begins to speak once something was heard. */
function speak(begin: (socket: Socket) => void) {
  return (socket: Socket) => socket.once("data", () => begin(socket));
}

const slow: readonly Variant[] = [
  { name: "hangs", play: { timeoutMs: 200, speak: () => {} }, error: "timeout" },
  {
    name: "1 byte at a time",
    play: {
      timeoutMs: 300,
      speak: speak((socket) => {
        socket.write(`${head}Content-Length: 5000\r\n\r\n`);
        drip(socket);
      }),
    },
    error: "timeout",
  },
  {
    name: "1 byte of the headers at a time",
    play: {
      timeoutMs: 300,
      speak: speak((socket) => {
        socket.write(`${head}X-Pad: `);
        drip(socket);
      }),
    },
    error: "timeout",
  },
  {
    name: "endless headers",
    play: {
      speak: speak((socket) => {
        socket.write(head);
        pour(socket, `X-Pad: ${kilobyte}\r\n`);
      }),
    },
    error: "answer_too_large",
  },
  {
    name: "1 GB body",
    play: {
      speak: speak((socket) => {
        socket.write(`${head}Content-Length: ${2 ** 30}\r\n\r\n`);
        pour(socket, kilobyte);
      }),
    },
    error: "answer_too_large",
    status: 200,
  },
  {
    name: "gzip bomb",
    play: {
      answer: (_request, response) =>
        response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
    },
    error: "answer_too_large",
    status: 200,
  },
  {
    name: "says nothing after TCP",
    play: { timeoutMs: 200, tls: { SNICallback: () => {} } },
    error: "timeout",
  },
  { name: "hangs up", play: { speak: (socket) => socket.destroy() }, error: "connection" },
];

const badTls: readonly Variant[] = [
  {
    name: "expired",
    play: {
      certificate: (issuer) => makeCertificate({ host: receiverHost, issuer, days: [-9, -1] }),
    },
    error: "tls",
  },
  {
    name: "not valid yet",
    play: {
      certificate: (issuer) => makeCertificate({ host: receiverHost, issuer, days: [1, 9] }),
    },
    error: "tls",
  },
  {
    name: "self-signed",
    play: { certificate: () => makeCertificate({ host: receiverHost, issuer: null }) },
    error: "tls",
  },
  {
    name: "wrong host",
    play: { certificate: (issuer) => makeCertificate({ host: "other.example.com", issuer }) },
    error: "tls",
  },
  {
    name: "TLS 1.0",
    play: { tls: { minVersion: "TLSv1", maxVersion: "TLSv1", ciphers: "ALL:@SECLEVEL=0" } },
    error: "tls",
  },
];

const dnsAnswers = [
  ["8.8.8.8", "10.0.0.1"],
  ["10.0.0.1", "8.8.8.8"],
  ["8.8.8.8", "::1"],
  ["2606:4700:4700::1111", "fd00:ec2::254"],
  ["8.8.8.8", "::ffff:169.254.169.254"],
  ["127.0.0.1"],
  ["8.8.8.8", "not an address"],
];
const mixed = dnsAnswers.map((answers): Variant => {
  return { name: answers.join(" and "), play: { dns: () => answers }, error: "address_blocked" };
});

const played: Readonly<Record<string, readonly Variant[]>> = {
  "WHO-01": redirects,
  "WHO-02": slow,
  "WHO-06": badTls,
  "WHO-08": mixed,
};

/** Played elsewhere: as a property in fan-out-event.db.test.ts, as a story in deliver-event.db.test.ts. */
const stories: Readonly<Record<string, number>> = { "WHO-10": 1, "WHO-11": 1 };

async function attempt(play: Play) {
  const place = { merchantId: (await makeBareMerchant()).id, livemode: true };
  await makeEndpoint(place);
  const [delivery] = await fanOut(place, await makeEvent(place));
  const id = delivery?.id ?? "";
  const receiver = await receiveWebhooks(play);
  const make = (number: number) =>
    deliverEvent(
      { merchantId: place.merchantId, delivery: id, attempt: number },
      receiver.surroundings,
    );
  await make(1);
  const read = () => database().webhookDelivery.findUniqueOrThrow({ where: { id } });
  return { ...receiver, id, make, read };
}

it("every case about webhooks to merchants is played, with every variant its line names", () => {
  const lacking = readLines("who").filter(
    (line) => (played[line.id]?.length ?? stories[line.id] ?? 0) < countVariants(line),
  );
  expect(lacking.map(({ id }) => id)).toEqual([]);
});

describe.each(Object.entries(played))("%s", (_id, variants) => {
  it.each(variants)("$name: a failure that is tried again later", async (variant) => {
    const { play, error, status = null } = variant;
    const { id, read, heard, dialled } = await attempt(play);
    expect(await read()).toMatchObject({
      state: "pending",
      attempts: 1,
      error,
      responseCode: status,
    });
    expect(await listJobs(id)).toHaveLength(2);
    expect(heard.length).toBeLessThanOrEqual(1);
    expect(dialled).toEqual(error === "address_blocked" ? [] : [publicAddress]);
  });
});

describe("a name", () => {
  it("that leads to a public address first and to a private one then is reached the first time only", async () => {
    let asked = 0;
    const dns = () => [asked++ === 0 ? publicAddress : "127.0.0.1"];
    const answer: Play["answer"] = (_request, response) => response.writeHead(500).end();
    const { make, read, dialled, heard } = await attempt({ dns, answer });
    expect([asked, dialled.length, heard.length]).toEqual([1, 1, 1]);
    await make(2);
    expect([asked, dialled.length, heard.length]).toEqual([2, 1, 1]);
    expect(await read()).toMatchObject({ attempts: 2, error: "address_blocked" });
  });

  it("that leads nowhere, or that DNS does not know, is a failure with its reason", async () => {
    const unknown = () => {
      throw new Error("queryA ENOTFOUND");
    };
    for (const dns of [() => [], unknown]) {
      const { read, dialled } = await attempt({ dns });
      expect(await read()).toMatchObject({ error: "dns", responseCode: null });
      expect(dialled).toEqual([]);
    }
  });

  it("is tried at its next address when the first does not answer", async () => {
    const receiver = await receiveWebhooks({ dns: () => ["2606:4700::1", publicAddress] });
    const { dial } = receiver.surroundings;
    const place = { merchantId: (await makeBareMerchant()).id, livemode: true };
    await makeEndpoint(place);
    const [delivery] = await fanOut(place, await makeEvent(place));
    const surroundings = {
      ...receiver.surroundings,
      dial: (address: string, port: number) => {
        const socket = dial(address, port);
        if (address !== publicAddress) socket.destroy(new Error("ENETUNREACH"));
        return socket;
      },
    };
    const job = { merchantId: place.merchantId, delivery: delivery?.id ?? "", attempt: 1 };
    await deliverEvent(job, surroundings);
    expect(receiver.dialled).toEqual(["2606:4700::1", publicAddress]);
    expect(receiver.heard).toHaveLength(1);
  });
});

describe("an answer that is packed", () => {
  it("is taken when what was sent is small, and never unpacked", async () => {
    const small = gzipSync(Buffer.alloc(20 * 2 ** 20));
    expect(small.length).toBeLessThan(64 * 1024);
    const answer: Play["answer"] = (_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(small);
    const { read } = await attempt({ answer });
    expect(await read()).toMatchObject({ state: "delivered", error: null });
  });
});

describe("the receiver of the tests", () => {
  it("does speak TLS 1.0, to those who still do", async () => {
    const { surroundings } = await receiveWebhooks({
      tls: { minVersion: "TLSv1", maxVersion: "TLSv1", ciphers: "ALL:@SECLEVEL=0" },
    });
    const socket = surroundings.dial(publicAddress, 443);
    const { ca } = surroundings;
    const old = connectTls({
      socket,
      servername: receiverHost,
      minVersion: "TLSv1",
      ciphers: "ALL:@SECLEVEL=0",
      ...(ca === undefined ? {} : { ca }),
    });
    const protocol = await new Promise((resolve, reject) => {
      old.once("secureConnect", () => resolve(old.getProtocol()));
      old.once("error", reject);
    });
    expect(protocol).toBe("TLSv1");
  });
});
