import type { Expected, Preview } from "@/lib/portal/preview";

type Details = {
  readonly status: number;
  readonly requestId: string | null;
  /** The parameter at fault, as the API names it. */
  readonly param?: string | null;
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
  readonly param: string | null;
  readonly renewed: Previewed | null;

  constructor(code: string, { status, requestId, param, renewed }: Details) {
    super(code);
    this.code = code;
    this.status = status;
    this.requestId = requestId;
    this.param = param ?? null;
    this.renewed = renewed ?? null;
  }
}
