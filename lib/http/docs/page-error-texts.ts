const askForLink = "Ask for a new link and open the newest mail.";

/** The codes that only pages are told, in words for developers. */
export const pageErrorTexts = {
  session_required: {
    means: "No session is open in this browser.",
    remedy: "Send the customer to a new session's `url`, or to the login page.",
  },
  session_expired: {
    means: "The session was idle for too long, or open for too long.",
    remedy: "Make a new session and send the customer to its `url`.",
  },
  session_revoked: {
    means: "The session was ended by you, by the customer, or by a newer rule.",
    remedy: "Make a new session if the customer should come back in.",
  },
  session_used: {
    means: "The link was opened in another browser before. A link opens one browser, once.",
    remedy: "Make a new session for each visit; do not store or mail its `url`.",
  },
  session_unknown: {
    means: "The link belongs to no session: it was shortened, mistyped, or never existed.",
    remedy: "Use the `url` of a session exactly as it was answered.",
  },
  session_replaced: {
    means: "Another customer's portal was opened in this browser since.",
    remedy: "Reload the page, or open the portal again for the customer you want.",
  },
  credentials_invalid: {
    means: "What was typed to sign in is not right.",
    remedy: "Type it again, or ask for a new mail.",
  },
  link_invalid: {
    means: "The mailed link is not complete, or not one of this installation's.",
    remedy: "Open the link from the mail itself, or copy all of it.",
  },
  link_expired: { means: "The mailed link is too old.", remedy: askForLink },
  link_superseded: {
    means: "A newer link was sent to the same address since; only the newest one counts.",
    remedy: "Open the newest mail.",
  },
  link_used: {
    means: "The mailed link was used before. It lets in once.",
    remedy: askForLink,
  },
  code_required: {
    means: "The link was opened on another device than it was asked for on.",
    remedy: "Type the 6-digit code from the same mail.",
  },
  code_invalid: {
    means: "The 6-digit code is not the one that was mailed.",
    remedy: "Type the code of the newest mail.",
  },
  too_many_attempts: {
    means: "The code was typed wrongly too often, so it counts no longer.",
    remedy: askForLink,
  },
  email_invalid: {
    means: "What was given is not an email address.",
    remedy: "Check the address for typing errors.",
  },
  forbidden: {
    means: "A member's role does not allow this.",
    remedy: "Ask an owner or an admin to do it, or to change the role.",
  },
  reauth_required: {
    means: "This needs a sign-in that is only minutes old.",
    remedy: "Sign in again, then repeat it.",
  },
  mail_off: {
    means: "No mail server is set, so nothing can be mailed.",
    remedy: "Set `EMAIL_SERVER` and `EMAIL_FROM`.",
  },
  csrf_failed: {
    means: "The request came from a page of another site.",
    remedy:
      "Open the portal's own page. Behind a reverse proxy, check that `APP_URL` is the address customers see.",
  },
  method_not_allowed: {
    means: "The address exists, but not for this method.",
    remedy: "Use the method that the reference names.",
  },
  body_too_large: {
    means: "The body is larger than this page's requests ever are.",
    remedy: "Send less.",
  },
  preview_outdated: {
    means: "Something changed since the customer was shown what would happen. Nothing was done.",
    remedy: "Show it to them again, and let them confirm that.",
  },
  flow_step_invalid: {
    means: "The session was made for one task, and this is no part of it, or it was done already.",
    remedy: "Open the portal from where you came to do something else.",
  },
  offer_invalid: {
    means: "The offer does not exist, or was made to another subscription.",
    remedy: "Take the offer that is shown, or go on without it.",
  },
  offer_used: {
    means: "The offer was answered already; it is made once.",
    remedy: "Go on without it.",
  },
  coupon_not_applicable: {
    means:
      "The code is unknown, has expired, or does not fit this subscription: all are told alike.",
    remedy: "Check the code, or ask who gave it to you.",
  },
  discount_exists: {
    means: "There is a discount already, and only one at a time.",
    remedy: "Try again when the present one has ended.",
  },
  invoice_state: {
    means: "The invoice is paid, void or written off: nothing can be paid on it.",
    remedy: "Look at the list of invoices again.",
  },
  card_declined: {
    means: "The payment was declined, so nothing was changed.",
    remedy: "Try another payment method.",
  },
  rate_limited: {
    means: "Too many requests came in a short time.",
    remedy: "Wait as long as `Retry-After` says.",
  },
} as const;
