import type { SdkEndpoint, SdkTypes } from "./shape";

/** The SDK's method behind a request: of several that match, the one with the most words of its own. */
export function findEndpoint(types: SdkTypes, method: string, path: string): SdkEndpoint | null {
  const parts = path.split("/");
  const matching = types.endpoints.filter(
    (endpoint) => endpoint.method === method && matches(endpoint.path.split("/"), parts),
  );
  const [best] = matching.sort((one, other) => idsIn(one) - idsIn(other));
  return best ?? null;
}

function matches(pattern: readonly string[], parts: readonly string[]): boolean {
  return (
    pattern.length === parts.length &&
    pattern.every((part, index) => part === ":id" || part === parts[index])
  );
}

function idsIn({ path }: SdkEndpoint): number {
  return path.split(":id").length;
}
