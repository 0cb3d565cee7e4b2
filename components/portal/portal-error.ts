import type { Expected, Preview } from "@/lib/portal/preview";

type Details = {
  readonly status: number;
  readonly requestId: string | null;
  /** The preview that replaces the one that was confirmed. */
  readonly renewed?: Previewed;
};

export type Previewed<Shown extends Preview = Preview> = {
  readonly preview: Shown;
  readonly expected: Expected;
};

/** A portal call that did not do what was asked; `code` is the API's own, or `offline`. */
export class PortalError extends Error {
  override readonly name = "PortalError";
  readonly code: string;
  readonly status: number;
  readonly requestId: string | null;
  readonly renewed: Previewed | null;

  constructor(code: string, { status, requestId, renewed }: Details) {
    super(code);
    this.code = code;
    this.status = status;
    this.requestId = requestId;
    this.renewed = renewed ?? null;
  }
}
