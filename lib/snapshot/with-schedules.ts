import { PorticoError } from "../errors";
import { read } from "../stripe/call";

/**
 * Reads subscriptions with their schedules, which `path` leads to. A restricted key that may not read
 * schedules is no reason to show nothing: then without.
 */
export async function withSchedules<Answer>(
  path: string,
  ask: (params: { readonly expand?: string[] }) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await read(() => ask({ expand: [path] }));
  } catch (error) {
    if (!(error instanceof PorticoError && error.code === "merchant_unavailable")) throw error;
    return read(() => ask({}));
  }
}
