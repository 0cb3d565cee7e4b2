import { randomBytes } from "node:crypto";
import type Stripe from "stripe";
import { connectionOf } from "../account-name";
import type { Books } from "../books";
import { type Call, endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { newId } from "../ids";
import { changed } from "../protocol/address";
import { isKnownVersion } from "../protocol/api-version";
import { invalid } from "../protocol/errors";
import { listPage, pagination } from "../protocol/list";
import { changeMetadata } from "../protocol/metadata";
import {
  array,
  boolean,
  emptyable,
  metadata,
  required,
  string,
  type Values,
} from "../protocol/params";
import { webAddress } from "../protocol/web-address";
import { enabledEvent } from "./event-names";
import { maxEndpoints } from "./plan-deliveries";

const createShape = {
  api_version: string(),
  connect: boolean(),
  description: emptyable(string()),
  enabled_events: required(array(enabledEvent, 300)),
  metadata: metadata(),
  url: required(webAddress()),
};

const updateShape = {
  description: emptyable(string()),
  disabled: boolean(),
  enabled_events: array(enabledEvent, 300),
  metadata: metadata(),
  url: webAddress(),
};

/** Where events are sent to; whether anything is delivered is up to whoever runs the sandbox. */
export const webhookEndpointEndpoints = [
  endpoint("POST", "/v1/webhook_endpoints", createShape, createWebhookEndpoint),
  endpoint("GET", "/v1/webhook_endpoints", pagination, ({ books, params }) =>
    listPage(books, "/v1/webhook_endpoints", "webhook_endpoint", {}, params),
  ),
  endpoint("GET", "/v1/webhook_endpoints/:id", {}, ({ books, id }) =>
    requireDocument(books, "webhook_endpoint", id),
  ),
  endpoint("POST", "/v1/webhook_endpoints/:id", updateShape, updateWebhookEndpoint),
  endpoint("DELETE", "/v1/webhook_endpoints/:id", {}, async ({ books, id }) => {
    await requireDocument(books, "webhook_endpoint", id);
    await books.remove("webhook_endpoint", id);
    await books.remove("webhook_key", id);
    const deleted: Stripe.DeletedWebhookEndpoint = {
      id,
      object: "webhook_endpoint",
      deleted: true,
    };
    return deleted;
  }),
];

/** The only answer with the secret that deliveries are signed with. */
async function createWebhookEndpoint(call: Call<Values<typeof createShape>>): Promise<object> {
  const { books, now, params, account } = call;
  const { api_version: version, enabled_events: events } = params;
  if (version !== undefined && !isKnownVersion(version)) {
    throw invalid(`Invalid API version: ${version}`, "api_version");
  }
  checkEvents(events);
  await checkRoom(books);
  const made: Stripe.WebhookEndpoint = {
    id: newId("webhook_endpoint"),
    object: "webhook_endpoint",
    api_version: version ?? null,
    application: null,
    created: now,
    description: params.description ?? null,
    enabled_events: events,
    livemode: false,
    metadata: changeMetadata(null, params.metadata),
    status: "enabled",
    url: params.url,
  };
  const secret = `whsec_${randomBytes(24).toString("base64url").replaceAll(/[-_]/g, "x")}`;
  const isConnect = params.connect === true && connectionOf(account) === null;
  await books.put("webhook_endpoint", made);
  await books.put("webhook_key", { id: made.id, secret, isConnect });
  return { ...made, secret };
}

async function updateWebhookEndpoint(
  call: Call<Values<typeof updateShape>>,
): Promise<Stripe.WebhookEndpoint> {
  const { books, id, params } = call;
  const before = await requireDocument(books, "webhook_endpoint", id);
  if (params.enabled_events !== undefined) checkEvents(params.enabled_events);
  const after: Stripe.WebhookEndpoint = {
    ...before,
    description: changed(params.description, before.description),
    enabled_events: params.enabled_events ?? before.enabled_events,
    metadata: changeMetadata(before.metadata, params.metadata),
    status:
      params.disabled === undefined ? before.status : params.disabled ? "disabled" : "enabled",
    url: params.url ?? before.url,
  };
  await books.put("webhook_endpoint", after);
  return after;
}

function checkEvents(events: readonly string[]): void {
  if (events.length === 0) {
    throw invalid("You must enable at least one event.", "enabled_events");
  }
}

async function checkRoom(books: Books): Promise<void> {
  const { data } = await books.list("webhook_endpoint", {}, { limit: maxEndpoints });
  if (data.length < maxEndpoints) return;
  throw invalid(`You have reached the maximum of ${maxEndpoints} test webhook endpoints.`);
}
