import type { ErrorCode } from "../../errors";
import { pageErrorTexts } from "./page-error-texts";

export type ErrorText = {
  /** Who may be told so: a server at /v1, or a page of the portal or the dashboard. */
  readonly doors: readonly ("api" | "page")[];
  /** What happened. */
  readonly means: string;
  /** What to do about it. */
  readonly remedy: string;
};

const api = ["api"] as const;
const both = ["api", "page"] as const;

const again = "Wait a moment and send the same request again, with the same idempotency key.";

/** The codes that a server may be told at /v1. A code that stands neither here nor there does not compile. */
const apiErrorTexts: Readonly<Record<Exclude<ErrorCode, keyof typeof pageErrorTexts>, ErrorText>> =
  {
    api_key_expired: {
      doors: api,
      means: "The secret key was replaced or revoked, and its time is over.",
      remedy: "Use the newest key of the same mode.",
    },
    api_key_invalid: {
      doors: api,
      means: "The secret key is none of this installation's, or it is a key of Stripe's.",
      remedy:
        "Send a key of Portico's (`psk_test_…` or `psk_live_…`), and check the host you send it to.",
    },
    secret_key_required: {
      doors: api,
      means: "The request carried no secret key.",
      remedy: "Send `Authorization: Bearer psk_…`, or the key as the user name of HTTP Basic.",
    },
    configuration_outdated: {
      doors: both,
      means: "The configuration was saved by somebody else since it was read.",
      remedy: "Read it again, look at what differs, and save on top of that.",
    },
    feature_disabled: {
      doors: both,
      means: "The configuration does not allow what was asked for.",
      remedy: "Switch the feature on in the configuration, or name a configuration that has it.",
    },
    resource_missing: {
      doors: both,
      means:
        "There is no such object, or it is not yours, or it belongs to the other mode. Named by a parameter it is a 400 with `param`; named in the path, a 404.",
      remedy: "Check the id, the mode of your key, and the Stripe account that is connected.",
    },
    unsupported_media_type: {
      doors: both,
      means: "The body is of a kind that is not read here.",
      remedy: "At `/v1`, send a form (`application/x-www-form-urlencoded`), plain or as gzip.",
    },
    length_required: {
      doors: both,
      means: "The request has a body, but does not say how long it is.",
      remedy: "Send `Content-Length`.",
    },
    request_too_large: {
      doors: both,
      means: "The body is larger than is read: 256 KB at `/v1`, also once unpacked.",
      remedy: "Send less; a configuration fits easily.",
    },
    request_timeout: {
      doors: both,
      means: "The body was not there after ten seconds. Nothing was done.",
      remedy: "Send it again, with the same idempotency key, over a better connection.",
    },
    parameter_missing: {
      doors: both,
      means: "A required parameter was not sent. `param` names it.",
      remedy: "Send it.",
    },
    parameter_unknown: {
      doors: api,
      means: "A parameter is not one of this operation's. Often it is misspelt, or misplaced.",
      remedy: "Compare `param` with the reference.",
    },
    parameter_invalid: {
      doors: both,
      means:
        "A parameter has a value that is not possible. `param` names it, the message says why.",
      remedy: "Correct the value. If the message speaks of the body, send a form and not JSON.",
    },
    parameter_invalid_empty: {
      doors: api,
      means: "A parameter was sent empty, which asks for it to be cleared; this one cannot be.",
      remedy: "Leave it out, or give it a value.",
    },
    parameter_invalid_integer: {
      doors: api,
      means: "A parameter is not a whole number, or outside of its bounds.",
      remedy: "Send digits only, within the bounds that the message names.",
    },
    parameters_exclusive: {
      doors: api,
      means: "Two parameters were sent of which only one is possible at a time.",
      remedy: "Leave one of them out.",
    },
    coupon_expired: {
      doors: api,
      means: "The coupon can no longer be redeemed.",
      remedy: "Name a coupon that is valid, or make a new one at Stripe.",
    },
    livemode_mismatch: {
      doors: api,
      means: "The object belongs to the other mode than the key.",
      remedy: "Use a live key for live objects and a test key for test objects.",
    },
    account_invalid: {
      doors: api,
      means: "`Stripe-Account` names another account than the one that is connected in this mode.",
      remedy:
        "Leave the header out. For a connected account, send `on_behalf_of` when you make the session.",
    },
    idempotency_key_in_use: {
      doors: api,
      means: "A request with the same idempotency key is still being executed.",
      remedy: "Wait a second and send it again: you will be given the first one's answer.",
    },
    rate_limit: {
      doors: api,
      means: "Too many requests came in a short time.",
      remedy:
        "Wait as long as `Retry-After` says. Stripe's SDKs can do that (`maxNetworkRetries`).",
    },
    url_blocked: {
      doors: both,
      means: "The address leads somewhere that nothing is sent to, such as a private network.",
      remedy: "Use a public `https` address.",
    },
    quantity_invalid: {
      doors: both,
      means: "The quantity is outside of what the configuration or the price allows.",
      remedy: "Choose one within the bounds, in the steps that are set.",
    },
    url_invalid: {
      doors: both,
      means: "A parameter should be a URL and is none that may be used.",
      remedy: "Send an absolute `http` or `https` URL without user name and password.",
    },
    origin_invalid: {
      doors: both,
      means: "A parameter should be the origin of a site, such as `https://app.example.com`.",
      remedy: "Send scheme and host, and the port if there is one; no path.",
    },
    configuration_inactive: {
      doors: both,
      means: "The configuration was deactivated.",
      remedy: "Activate it again (`active=true`), or name another one.",
    },
    idempotency_error: {
      doors: both,
      means: "The idempotency key was used for another request before, or is not one.",
      remedy: "Use a new key for each new request, of 1 to 255 characters.",
    },
    operation_in_progress: {
      doors: both,
      means: "Another change to the same subscription is not over yet.",
      remedy: "Wait a moment and look at the result first.",
    },
    subscription_state: {
      doors: both,
      means: "The subscription is not in a state in which this is possible.",
      remedy: "Look at its `status` at Stripe: a canceled one, for instance, cannot be changed.",
    },
    stripe_busy: {
      doors: both,
      means: "Stripe asked us to slow down. Nothing was changed.",
      remedy: again,
    },
    stripe_unavailable: {
      doors: both,
      means: "Stripe did not answer in time. Nothing was changed.",
      remedy: again,
    },
    merchant_unavailable: {
      doors: both,
      means: "No Stripe account is connected in this mode, or its key no longer works.",
      remedy: "Connect the account in the dashboard, with a key of the same mode.",
    },
    unavailable: {
      doors: both,
      means: "The database cannot be reached, or has no connection to spare.",
      remedy: again,
    },
    internal: {
      doors: both,
      means: "A fault on our side. The log has the whole story under the `Request-Id`.",
      remedy: "Tell whoever runs this installation the `Request-Id`.",
    },
  };

/** What a code means. */
export function errorText(code: ErrorCode): ErrorText {
  return isForPages(code) ? { ...pageErrorTexts[code], doors: ["page"] } : apiErrorTexts[code];
}

function isForPages(code: ErrorCode): code is keyof typeof pageErrorTexts {
  return Object.hasOwn(pageErrorTexts, code);
}
