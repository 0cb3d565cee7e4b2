import { apiVersion } from "../../../stripe/api-version";
import { listErrors } from "../../docs/describe-error";
import type { Endpoint } from "../endpoint";
import { findComponents, shareAll } from "./components";
import { answerOf, describeOperation } from "./describe-operation";
import { describeTags } from "./tags";

const about = `
Stripe's customer portal API, and what Portico adds to it. Every official Stripe SDK speaks it: only the key and the
host differ. Parameters are forms, answers are JSON, errors come in Stripe's envelope.
`.trim();

/** The API at \`server\` (an origin) as OpenAPI 3.1, made from its endpoints and nothing else. */
export function buildDocument(endpoints: readonly Endpoint[], server: string) {
  const components = findComponents(endpoints.map(answerOf));
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of endpoints) {
    const methods = paths[endpoint.path] ?? {};
    methods[endpoint.method.toLowerCase()] = describeOperation(endpoint, components);
    paths[endpoint.path] = methods;
  }
  return {
    openapi: "3.1.0",
    info: { title: "Portico API", version: apiVersion, description: about },
    servers: [{ url: server }],
    security: [{ bearer: [] }, { basic: [] }],
    tags: describeTags(endpoints.map(({ path }) => path)),
    paths,
    components: {
      schemas: { ...shareAll(components), error: errorSchema() },
      responses: { error: errorResponse },
      parameters: headers,
      securitySchemes,
    },
  };
}

const errorResponse = {
  description: "An error, in Stripe's envelope.",
  headers: {
    "Request-Id": { description: "Names the request in the log.", schema: { type: "string" } },
    "Retry-After": {
      description: "With 409, 429 and 503: seconds after which trying again makes sense.",
      schema: { type: "integer" },
    },
  },
  content: { "application/json": { schema: { $ref: "#/components/schemas/error" } } },
};

const headers = {
  "Stripe-Version": {
    name: "Stripe-Version",
    in: "header",
    description: "Accepted and echoed, whichever it is. Without it the answer names ours.",
    schema: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}(?:\\.[a-z]+)?$" },
  },
  "Stripe-Account": {
    name: "Stripe-Account",
    in: "header",
    description: "Your own account, and no other: see `on_behalf_of` for connected ones.",
    schema: { type: "string" },
  },
  "Idempotency-Key": {
    name: "Idempotency-Key",
    in: "header",
    description: "The same key and parameters are executed once, and answered alike for 72 hours.",
    schema: { type: "string", minLength: 1, maxLength: 255 },
  },
};

const securitySchemes = {
  bearer: {
    type: "http",
    scheme: "bearer",
    description: "A secret key, `psk_test_…` or `psk_live_…`.",
  },
  basic: {
    type: "http",
    scheme: "basic",
    description: "The secret key as the user name, with an empty password.",
  },
};

/** The envelope, with every code the API may answer and what each one means. */
function errorSchema() {
  const told = listErrors().filter(({ doors }) => doors.includes("api"));
  const rows = told.map(({ code, status, means }) => `| \`${code}\` | ${status} | ${means} |`);
  const table = ["| code | status | meaning |", "| --- | --- | --- |", ...rows].join("\n");
  const text = { type: "string" };
  return {
    type: "object",
    required: ["error"],
    properties: {
      error: {
        type: "object",
        required: ["type", "code", "message", "doc_url", "request_id"],
        properties: {
          type: { type: "string", enum: [...new Set(told.map(({ type }) => type))] },
          code: { type: "string", enum: told.map(({ code }) => code), description: table },
          message: { ...text, description: "For people who build, not for customers." },
          param: { ...text, description: "The parameter at fault, as a bracket path." },
          doc_url: { ...text, format: "uri", description: "The page that explains the code." },
          request_id: { ...text, description: "The same as the header `Request-Id`." },
        },
      },
    },
  };
}
