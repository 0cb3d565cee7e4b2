import type { ErrorCode } from "../../errors";

/** Why a page is not shown: the status it answers with and what the page may say. */
type Refusal = {
  readonly kind: "refused";
  readonly status: number;
  readonly code: ErrorCode | "logged_out";
  readonly merchantName: string | null;
  readonly returnUrl: string | null;
  /** The portal to go back to, when its customer is signed in; null otherwise. */
  readonly portal: string | null;
  /** Where the customer can sign in by mail instead; null where the merchant does not offer it. */
  readonly login: string | null;
};

/** The login page in place of a page that asks for a session. */
export type LoginShown = {
  readonly kind: "login";
  /** 200 at the portal's own address, 401 on a page below it. */
  readonly status: number;
  readonly segment: string;
  readonly configuration: string;
  /** Why there is no session; null when there was none to begin with. */
  readonly code: ErrorCode | "logged_out" | null;
  readonly prefilledEmail: string | null;
  /** The page to come back to. */
  readonly next: string | null;
};

/** The page of a mailed link that can still be used. Its code stays out of it. */
export type LinkShown = {
  readonly kind: "link";
  readonly status: 200;
  readonly segment: string;
  /** Whose mailbox it is, masked. */
  readonly email: string;
  /** Whether this is the browser that asked for it. */
  readonly isOwn: boolean;
};

/** The way back in by mail, in place of a session link that opens nothing any more. Its code stays out of it. */
export type RecoveryShown = {
  readonly kind: "recovery";
  readonly status: 410;
  readonly segment: string;
  readonly configuration: string;
  /** Why the link opens nothing. */
  readonly code: ErrorCode;
  readonly returnUrl: string | null;
};

/** Another page of the same portal to go to: the task that the session was made for, or its result. */
type Lead = { readonly kind: "lead"; readonly path: string };

/** What is shown in place of the page that was asked for. */
export type Verdict = Refusal | LoginShown | LinkShown | RecoveryShown | Lead;
