"use client";

import { useEffect, useRef, useState } from "react";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { showForms } from "./show-forms";
import "swagger-ui-dist/swagger-ui.css";
import "./api-reference.css";

/** Swagger UI over the document at `url`. It is loaded here and nowhere else, and asks for nothing but that. */
export function ApiReference({ url }: { readonly url: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<"loading" | "shown" | "failed">("loading");
  useEffect(() => {
    let isLeft = false;
    load(url).then(
      ({ SwaggerUI, spec }) => {
        if (isLeft || place.current === null) return;
        SwaggerUI({
          ...settings,
          spec,
          domNode: place.current,
          onComplete: () => setState("shown"),
        });
      },
      () => setState("failed"),
    );
    return () => {
      isLeft = true;
    };
  }, [url]);
  return (
    <>
      {state === "loading" && <Skeleton className="h-96" />}
      {state === "failed" && (
        <Notice tone="bad">The reference could not be loaded. Reload the page.</Notice>
      )}
      <div ref={place} className="api-reference" />
    </>
  );
}

/** A link within a button is reachable for nobody: the button itself unfolds, and writes the address. */
const innerLink = ({ text }: { readonly text: string }) => text;

const settings = {
  plugins: [{ components: { DeepLink: innerLink } }],
  deepLinking: true,
  docExpansion: "list",
  defaultModelRendering: "model",
  defaultModelsExpandDepth: 0,
  defaultModelExpandDepth: 2,
  supportedSubmitMethods: [],
  validatorUrl: null,
} as const;

async function load(url: string) {
  const [{ default: SwaggerUI }, answer] = await Promise.all([
    import("swagger-ui-dist/swagger-ui-es-bundle"),
    fetch(url),
  ]);
  if (!answer.ok) throw new Error(`The document was answered with ${answer.status}`);
  return { SwaggerUI, spec: showForms(await answer.json()) };
}
