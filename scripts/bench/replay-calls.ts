import { createServer, type IncomingMessage, type OutgoingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

type Answer = {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
};

export type Replay = { readonly origin: string; readonly stop: () => void };

/**
 * A proxy before the sandbox that gives the same answer to the same question: how long Stripe, or what stands for it,
 * looks for something among hundreds is no part of what Portico costs. Only for what changes nothing at Stripe.
 */
export async function replayCalls(target: string): Promise<Replay> {
  const known = new Map<string, Promise<Answer>>();
  const server = createServer(async (asked, response) => {
    const body = await buffer(asked);
    const key = [asked.method, asked.url, asked.headers.authorization, body].join("\n");
    const answering = known.get(key) ?? forward(new URL(asked.url ?? "/", target), asked, body);
    known.set(key, answering);
    try {
      const answer = await answering;
      response.writeHead(answer.status, answer.headers).end(answer.body);
    } catch (error) {
      known.delete(key);
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, stop: () => server.close() };
}

function forward(url: URL, { method, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (answer) => {
      const { statusCode: status = 502 } = answer;
      buffer(answer).then(
        (read) => resolve({ status, headers: answer.headers, body: read }),
        reject,
      );
    });
    sent.once("error", reject).end(body);
  });
}
