import Stripe from "stripe";
import { insertApiKey } from "@/lib/db/api-keys";
import { endpoints } from "@/lib/http/v1/endpoints";
import { withSecretKey } from "@/lib/http/v1/with-secret-key";
import { newSecret } from "@/lib/ids";
import { hashApiKey } from "@/lib/secrets";

export type Api = {
  /** The unmodified SDK at our API, as a merchant's own server has it. */
  readonly portal: Stripe;
  /** Sends one form (or query) and gives what was answered. */
  readonly send: (
    method: "GET" | "POST" | "DELETE",
    path: string,
    form?: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<{ readonly status: number; readonly body: ApiBody }>;
};

type ApiBody = {
  readonly [key: string]: unknown;
  readonly error?: { readonly code: string; readonly param?: string; readonly message: string };
};

/** Our whole API in this process, its paths routed as Next.js does, with a secret key of the merchant's own. */
export async function openApi(merchantId: string, livemode = false): Promise<Api> {
  const key = newSecret(livemode ? "psk_live" : "psk_test");
  await insertApiKey({ merchantId, livemode, hash: hashApiKey(key), last4: key.slice(-4) });
  const answerFetch: typeof fetch = (input, init) => answer(new Request(input, init));
  const httpClient = Stripe.createFetchHttpClient(answerFetch);
  return {
    portal: new Stripe(key, { httpClient, maxNetworkRetries: 0, telemetry: false }),
    send: async (method, path, form = {}, headers = {}) => {
      const fields = new URLSearchParams(form);
      const query = method === "POST" || fields.size === 0 ? "" : `?${fields}`;
      const request = new Request(`https://api.test${path}${query}`, {
        method,
        headers: { authorization: `Bearer ${key}`, ...headers },
        ...(method === "POST" ? { body: fields } : {}),
      });
      const response = await answer(request);
      return { status: response.status, body: (await response.json()) as ApiBody };
    },
  };
}

/** A path without holes goes before one with. */
async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const found = endpoints
    .filter(({ method }) => method === request.method)
    .sort((a, b) => a.path.split("{").length - b.path.split("{").length)
    .map((endpoint) => ({ endpoint, match: patternOf(endpoint.path).exec(pathname) }))
    .find(({ match }) => match !== null);
  if (found === undefined) throw new Error(`There is no ${request.method} ${pathname}.`);
  const entries = Object.entries(found.match?.groups ?? {});
  const params = Object.fromEntries(entries.map(([name, id]) => [name, decodeURIComponent(id)]));
  return withSecretKey(found.endpoint)(request, { params: Promise.resolve(params) });
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
}
