import { env } from "../../env";

/** Where a code of the API's errors is explained. */
export function docUrl(code: string): string {
  return `${env().APP_URL}/docs/errors/${code}`;
}
