type Details = {
  readonly status: number;
  readonly requestId?: string | null;
  /** After how many seconds trying again makes sense. */
  readonly retryAfterSeconds?: number | null;
  /** The mailbox's address, masked, where the answer names it. */
  readonly email?: string | null;
};

/** What the mailbox door refused; `code` is the API's own, or `offline`. */
export class DoorError extends Error {
  override readonly name = "DoorError";
  readonly code: string;
  readonly status: number;
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;
  readonly email: string | null;

  constructor(code: string, details: Details) {
    super(code);
    const { status, requestId = null, retryAfterSeconds = null, email = null } = details;
    this.code = code;
    this.status = status;
    this.requestId = requestId;
    this.retryAfterSeconds = retryAfterSeconds;
    this.email = email;
  }
}
