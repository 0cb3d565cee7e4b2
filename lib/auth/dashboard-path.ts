import { env } from "../env";

/**
 * Where a member is led after signing in: a path of the dashboard, or the same with our own origin in front. Null
 * for anything else, however it is spelt.
 */
export function readDashboardPath(text: string): string | null {
  const { APP_URL } = env();
  const path = text.startsWith(`${APP_URL}/`) ? text.slice(APP_URL.length) : text;
  if (!/^\/dashboard(?:[/?][\w\-./?=&]*)?$/.test(path) || /\/[./]/.test(path)) return null;
  return path.length <= 500 ? path : null;
}
