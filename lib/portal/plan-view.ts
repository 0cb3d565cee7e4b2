import type { Interval, Money } from "./money";

/** How many may be chosen: `minimum` + n × `step`, at most `maximum`. */
export type QuantityTerms = {
  readonly minimum: number;
  /** Null: no limit. */
  readonly maximum: number | null;
  readonly step: number;
};

/** One tier: a product of the configuration's list, or a service's tier of one or more products. */
export type PlanView = {
  /** The product's id, or the tier's name within its service. */
  readonly id: string;
  /** The base product; null for a tier that is only a link. */
  readonly productId: string | null;
  readonly name: string;
  readonly description: string | null;
  readonly features: readonly string[];
  readonly unitLabel: string | null;
  readonly highlighted: boolean;
  /** Where a tier leads that cannot be bought here (contact sales). */
  readonly link: string | null;
  readonly prices: readonly PlanPriceView[];
};

export type PlanPriceView = {
  /** The base product's price: what an input names the whole tier at this interval by. */
  readonly id: string;
  /** The base's; null when it is no plain amount. */
  readonly price: Money | null;
  readonly interval: Interval;
  /** True for the price the subscription has now. */
  readonly current: boolean;
  /** Everything it consists of, the base first. */
  readonly parts: readonly PlanPartView[];
};

export type PlanPartView = {
  readonly priceId: string;
  readonly productId: string;
  readonly productName: string;
  readonly price: Money | null;
  readonly unitLabel: string | null;
  readonly metered: boolean;
  /** How many it would be unless another number is chosen: the present one carried over, or the least. Null if metered. */
  readonly quantity: number | null;
  /** Null: the number is fixed. */
  readonly terms: QuantityTerms | null;
};
