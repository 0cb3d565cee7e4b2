import { isServer, QueryClient } from "@tanstack/react-query";
import { PortalError } from "./portal-error";

let browserClient: QueryClient | undefined;

/**
 * One client per browser tab, so that what an action answered is still known on the next page; a new one
 * per request on the server, so that no customer's data is left for the next.
 */
export function queryClient(): QueryClient {
  if (isServer) return makeClient();
  browserClient ??= makeClient();
  return browserClient;
}

function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: isWorthRepeating, retryDelay: 800 },
      mutations: { networkMode: "always" },
    },
  });
}

function isWorthRepeating(failures: number, error: Error): boolean {
  const passing = error instanceof PortalError && (error.status === 0 || error.status >= 500);
  return passing && failures < 1;
}
