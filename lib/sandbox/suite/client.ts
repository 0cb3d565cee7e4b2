import Stripe from "stripe";
import { findEndpoint } from "@/scripts/sdk-types/find-endpoint";
import { loadSdkTypes } from "@/scripts/sdk-types/load-sdk-types";
import { validate } from "@/scripts/sdk-types/validate";
import type { Inventory } from "./clean-up";

type Options = {
  readonly key: string;
  readonly origin: string;
  /** The sandbox's answers are held against the SDK's types; a real account is what those were made of. */
  readonly isReal: boolean;
  readonly inventory: Inventory;
  /** Gets a sentence for each thing in an answer that the SDK's types do not allow. */
  readonly faults: string[];
};

const types = await loadSdkTypes();
/** The SDK knows no invoice without an id; that of an event invoice.upcoming "will not have an invoice ID". */
const upcomingInvoice = /^(?:data\[\d+\]\.)?data\.object\.id: is missing$/;

/** The official client over HTTP, which looks at every answer that is a success. */
export function openClient({ key, origin, isReal, inventory, faults }: Options): Stripe {
  const { protocol, hostname, port } = new URL(origin);
  const send = async (url: string | URL | Request, init?: RequestInit) => {
    const response = await fetch(url, init);
    if (!response.ok) return response;
    const answer: unknown = await response.clone().json();
    const { method, url: address } = new Request(url, init);
    if (method === "POST") inventory.note(answer);
    if (!isReal) faults.push(...findFaults(method, new URL(address).pathname, answer));
    return response;
  };
  return new Stripe(key, {
    host: hostname,
    port: port || (protocol === "https:" ? 443 : 80),
    protocol: protocol === "https:" ? "https" : "http",
    httpClient: Stripe.createFetchHttpClient(send),
    maxNetworkRetries: isReal ? 3 : 0,
    telemetry: false,
  });
}

function findFaults(method: string, path: string, answer: unknown): string[] {
  const endpoint = findEndpoint(types, method, path);
  if (endpoint === null) return [];
  return validate(types, endpoint.answer, answer)
    .filter((fault) => !upcomingInvoice.test(fault))
    .map((fault) => `${endpoint.name}: ${fault}`);
}
