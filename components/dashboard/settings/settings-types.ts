import type { PortalConfiguration } from "@/lib/portal/configuration";
import type { PreviewMessage } from "@/lib/portal/preview-message";
import type { PriceFact, ProductFact } from "@/lib/portal/snapshot";

export type SavedSettings = {
  readonly document: PortalConfiguration;
  readonly version: number;
};

/** The server action that saves, as the form sees it. */
export type SaveSettings = (input: {
  readonly merchant: string;
  readonly configuration: string;
  readonly version: number;
  readonly document: PortalConfiguration;
}) => Promise<
  | ({ readonly ok: true; readonly saved_at: number } & SavedSettings)
  | { readonly ok: false; readonly error: SaveProblem }
>;

export type SaveProblem = {
  readonly code: string;
  readonly message: string;
  readonly param?: string;
  readonly request_id: string;
};

/** What can be offered as plans; `problem` says why it may not be all. */
export type Sellable = {
  readonly products: readonly ProductFact[];
  readonly prices: readonly PriceFact[];
  readonly hasMore: boolean;
  readonly problem: string | null;
};

export type PreviewFrame = PreviewMessage["frame"];
