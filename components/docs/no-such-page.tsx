import { ButtonLink } from "@/components/ui/button-link";
import { DocsFrame } from "./docs-frame";

/** A guide or a code that there is not. */
export function NoSuchPage() {
  return (
    <DocsFrame at={null} title="Not found">
      <div data-error-code="resource_missing">
        <h1 className="font-semibold text-3xl leading-tight tracking-tight">
          There is no such page
        </h1>
        <p className="mt-3 mb-6 max-w-2xl text-base text-soft">
          The guide or the error code in the address is not one of this version's.
        </p>
        <ButtonLink tone="primary" href="/docs">
          All documentation
        </ButtonLink>
      </div>
    </DocsFrame>
  );
}
