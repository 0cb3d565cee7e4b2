import type { Messages } from "@/lib/i18n/catalogue";
import { overview } from "@/lib/i18n/messages/overview";
import type { ReasonCode } from "@/lib/portal/view";
import { PortalError } from "../portal-error";

type Text = `errors.${Exclude<keyof Messages["errors"], "quote">}` | `reasons.${ReasonCode}`;

/** A problem as the customer meets it: what is said, how to go on, what to quote to the merchant. */
export type Problem = {
  readonly text: Text;
  /**
   * `retry`: press again. `reload`: what is shown is no longer true. `return`: only where the customer came
   * from is there a new link. `none`: another way is named.
   */
  readonly wayOn: "retry" | "reload" | "return" | "none";
  readonly requestId: string | null;
  /** False when it is unknown whether the server did it: then only the same nonce may be sent again. */
  readonly settled: boolean;
  /** True when it shows that the view on the page is no longer what is. */
  readonly outdates: boolean;
};

const retried = new Set([
  "offline",
  "internal",
  "operation_in_progress",
  "card_declined",
  "stripe_busy",
  "stripe_unavailable",
  "rate_limited",
  "preview_outdated",
]);
const reloaded = new Set([
  "session_replaced",
  "csrf_failed",
  "resource_missing",
  "subscription_state",
]);

/** Never a code or a status on the page: an unknown one is told as "this did not work". */
export function describeProblem(error: unknown): Problem {
  if (!(error instanceof PortalError)) {
    return {
      text: "errors.internal",
      wayOn: "retry",
      requestId: null,
      settled: false,
      outdates: false,
    };
  }
  const { code, status, requestId } = error;
  return {
    text: findText(code, status),
    wayOn: findWayOn(code, status),
    requestId,
    settled: isSettled(code, status),
    outdates: [403, 404, 409].includes(status) && code !== "session_replaced",
  };
}

/** What is in progress may be our own, sent before and not answered. */
function isSettled(code: string, status: number): boolean {
  if (code === "operation_in_progress") return false;
  return status >= 400 && (status < 500 || status === 503);
}

function findText(code: string, status: number): Text {
  if (code !== "quote" && Object.hasOwn(overview.errors, code)) return `errors.${code}` as Text;
  if (Object.hasOwn(overview.reasons, code)) return `reasons.${code}` as Text;
  return status >= 500 ? "errors.internal" : "errors.unknown";
}

function findWayOn(code: string, status: number): Problem["wayOn"] {
  if (retried.has(code) || status >= 500) return "retry";
  if (status === 401) return "return";
  return reloaded.has(code) ? "reload" : "none";
}
