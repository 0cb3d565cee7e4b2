import { insertApiKey } from "@/lib/db/api-keys";
import type { Place } from "@/lib/db/place";
import { env } from "@/lib/env";
import type { Endpoint } from "@/lib/http/v1/endpoint";
import { serve } from "@/lib/http/v1/serve";
import { newSecret } from "@/lib/ids";
import { hashApiKey } from "@/lib/secrets";

type Answer = { readonly status: number; readonly headers: Headers; readonly body: ApiBody };

/** A good answer's fields, or `error`. */
export type ApiBody = Record<string, unknown> & {
  readonly error?: { code?: string; param?: string; message?: string; type?: string };
};

type Call = {
  readonly form?: Readonly<Record<string, string>>;
  readonly ids?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A secret key of this merchant in this mode. */
export async function makeApiKey({ merchantId, livemode }: Place): Promise<string> {
  const key = newSecret(livemode ? "psk_live" : "psk_test");
  await insertApiKey({ merchantId, livemode, hash: hashApiKey(key), last4: key.slice(-4) });
  return key;
}

/** One call of the Stripe-compatible API through its whole pipeline, without a server in between. */
export async function callApi(
  endpoint: Endpoint,
  key: string,
  { form = {}, ids = {}, headers = {} }: Call = {},
): Promise<Answer> {
  const { method } = endpoint;
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? "");
  const query = new URLSearchParams(form);
  const url = new URL(path, env().APP_URL);
  if (method !== "POST") url.search = String(query);
  const request = new Request(url, {
    method,
    headers: { ...headers, authorization: `Bearer ${key}` },
    ...(method === "POST" ? { body: query } : {}),
  });
  const response = await serve(endpoint)[method]?.(request, { params: Promise.resolve(ids) });
  if (response === undefined) throw new Error(`Nothing is served for ${method}.`);
  return { status: response.status, headers: response.headers, body: await response.json() };
}
