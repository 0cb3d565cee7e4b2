import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";
import { onTestFinished } from "vitest";
import type { Surroundings } from "@/lib/webhooks/deliver-event";
import { type Certificate, makeCertificate } from "./make-certificate";

export const receiverHost = "hooks.example.com";
export const receiverUrl = `https://${receiverHost}/portico`;

/** A public address that the tests' receiver stands for. */
export const publicAddress = "8.8.4.4";

export type Heard = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type Receiver = {
  readonly heard: Heard[];
  /** The addresses that connections were opened to, in order. */
  readonly dialled: string[];
  /** The names that were resolved, in order. */
  readonly resolved: string[];
  /** Every public address leads to this receiver; nothing else can be reached. */
  readonly surroundings: Surroundings;
};

type Play = {
  /** What is answered; left out: 200 and nothing. */
  readonly answer?: (request: IncomingMessage, response: ServerResponse) => void;
  /** Speaks to the socket itself, below HTTP. */
  readonly speak?: (socket: Socket) => void;
  readonly certificate?: (authority: Certificate) => Certificate;
  readonly tls?: TlsOptions;
  /** What DNS says, each time it is asked. */
  readonly dns?: () => readonly string[];
  readonly timeoutMs?: number;
};

const goodCertificate = (issuer: Certificate) => makeCertificate({ host: receiverHost, issuer });

/** A merchant's server: real sockets, real TLS, on loopback, at the other end of a public address. */
export async function receiveWebhooks(play: Play = {}): Promise<Receiver> {
  const authority = makeCertificate({ host: null, issuer: null });
  const { cert, key } = (play.certificate ?? goodCertificate)(authority);
  const heard: Heard[] = [];
  const http = createServer((request, response) => listen(request, response, heard, play));
  const server = createTlsServer({ cert, key, ...play.tls }, (socket) => {
    // A sender that hangs up in the middle is what many of these tests are about.
    socket.on("error", () => socket.destroy());
    if (play.speak === undefined) http.emit("connection", socket);
    else play.speak(socket);
  });
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const [dialled, resolved]: [string[], string[]] = [[], []];
  const surroundings: Surroundings = {
    resolve: async (name) => {
      resolved.push(name);
      return (play.dns ?? (() => [publicAddress]))();
    },
    dial: (address) => {
      dialled.push(address);
      return connect({ host: "127.0.0.1", port });
    },
    ca: authority.cert,
    timeoutMs: play.timeoutMs ?? 5000,
    now: () => new Date(),
    random: () => 0,
  };
  return { heard, dialled, resolved, surroundings };
}

function listen(request: IncomingMessage, response: ServerResponse, heard: Heard[], play: Play) {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const { method = "", url: path = "" } = request;
    heard.push({ method, path, headers, body: Buffer.concat(chunks).toString("utf8") });
    if (play.answer === undefined) response.end();
    else play.answer(request, response);
  });
}
