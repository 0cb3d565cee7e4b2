import Stripe from "stripe";

export type SentRequest = {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly idempotencyKey: string | null;
};

/**
 * The official SDK with nothing behind it: what it would send is kept in `sent`, `answer` says what comes
 * back. No socket is opened.
 */
export function offlineStripe(answer: (request: SentRequest) => object = () => ({})): {
  readonly stripe: Stripe;
  readonly sent: SentRequest[];
} {
  const sent: SentRequest[] = [];
  async function fetchLike(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    const seen = {
      method: request.method,
      path: pathname + search,
      body: await request.text(),
      idempotencyKey: request.headers.get("idempotency-key"),
    };
    sent.push(seen);
    return Response.json(answer(seen));
  }
  const stripe = new Stripe("sk_test_offline", {
    httpClient: Stripe.createFetchHttpClient(fetchLike),
    maxNetworkRetries: 0,
    telemetry: false,
  });
  return { stripe, sent };
}
