import { ApiReference } from "./api-reference";
import { Code } from "./code";
import { DocsFrame } from "./docs-frame";

/** The API's reference, drawn by Swagger UI from the document that the API gives of itself. */
export function ApiPage() {
  return (
    <DocsFrame at="/docs/api" title="API reference">
      <h1 className="font-semibold text-3xl leading-tight tracking-tight">API reference</h1>
      <p className="mt-3 mb-8 max-w-2xl text-base text-soft">
        Made from{" "}
        <a
          href="/v1/openapi.json"
          className="font-medium text-accent-text underline underline-offset-2"
        >
          the OpenAPI document
        </a>{" "}
        of this installation. Every official Stripe SDK speaks this API; the guide{" "}
        <a
          href="/docs/guides/api"
          className="font-medium text-accent-text underline underline-offset-2"
        >
          The API
        </a>{" "}
        says how. Parameters are sent as a form: <Code>a[b]=c</Code>, never as JSON.
      </p>
      <ApiReference url="/v1/openapi.json" />
    </DocsFrame>
  );
}
