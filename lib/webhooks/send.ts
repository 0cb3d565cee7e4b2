import { Resolver } from "node:dns/promises";
import { connect } from "node:net";
import { Agent, type Dispatcher } from "undici";
import { DeliveryFault } from "./delivery-fault";
import { type Dialling, publicConnector } from "./public-connector";
import { findUrlFault } from "./public-url";

/** How the world outside is reached. Given as arguments, so that nothing in the product has to know of tests. */
export type Means = Dialling & {
  /** For everything: resolving, connecting, sending, reading the answer. */
  readonly timeoutMs: number;
};

const mostAnswerBytes = 64 * 1024;
const mostHeaderBytes = 16 * 1024;

/** The public DNS and real sockets; 15 seconds. */
export const realMeans: Means = {
  resolve: resolvePublicName,
  dial: (address, port) => connect({ host: address, port }),
  timeoutMs: 15_000,
};

/** IPv4 first. Asked of DNS alone: what a hosts file says about a name is meant for this machine. */
async function resolvePublicName(hostname: string): Promise<string[]> {
  const dns = new Resolver({ timeout: 3000, tries: 2 });
  const [v4, v6] = await Promise.allSettled([dns.resolve4(hostname), dns.resolve6(hostname)]);
  if (v4.status === "rejected" && v6.status === "rejected") throw v4.reason;
  return [v4, v6].flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
}

type Message = { readonly body: string; readonly headers: Readonly<Record<string, string>> };

/**
 * Posts once to a merchant's URL. Gives the status of a 2xx answer whose body ended within the time and 64 KB; the
 * body is counted, not kept, and never unpacked. Throws DeliveryFault for anything else: a redirect is not followed.
 */
export async function send(url: string, { body, headers }: Message, means: Means): Promise<number> {
  if (findUrlFault(url) !== null) throw new DeliveryFault("address_blocked");
  const signal = AbortSignal.timeout(means.timeoutMs);
  const agent = new Agent({
    connect: publicConnector(means, signal),
    maxHeaderSize: mostHeaderBytes,
    // `signal` covers all of it.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const { origin, pathname, search } = new URL(url);
  try {
    const path = `${pathname}${search}`;
    return await receive(
      await agent.request({ origin, path, method: "POST", headers, body, signal }),
    );
  } catch (error) {
    throw signal.aborted ? new DeliveryFault("timeout", null, error) : asFault(error);
  } finally {
    await agent.destroy();
  }
}

async function receive({ statusCode, body }: Dispatcher.ResponseData): Promise<number> {
  if (statusCode >= 300 && statusCode < 400) throw new DeliveryFault("redirect", statusCode);
  if (statusCode < 200 || statusCode >= 300) throw new DeliveryFault("status", statusCode);
  let bytes = 0;
  for await (const chunk of body) {
    bytes += Buffer.byteLength(chunk);
    if (bytes > mostAnswerBytes) throw new DeliveryFault("answer_too_large", statusCode);
  }
  return statusCode;
}

function asFault(error: unknown): DeliveryFault {
  if (error instanceof DeliveryFault) return error;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const reason = code === "UND_ERR_HEADERS_OVERFLOW" ? "answer_too_large" : "connection";
  return new DeliveryFault(reason, null, error);
}
