import type { PortalConfiguration } from "./configuration";
import { allowStart } from "./rules/start-subscription";
import type { Service } from "./service";
import { wholeScope } from "./session-scope";
import type { CustomerFact, PriceFact, ProductFact, Snapshot } from "./snapshot";
import type { PlanView } from "./view";

/** What a merchant sells, as it was read. */
export type Sold = {
  readonly products: readonly ProductFact[];
  readonly prices: readonly PriceFact[];
  readonly service: Service | null;
};

/**
 * The plans for somebody who is no customer yet: what the rules leave a customer who has nothing, where the merchant
 * has switched the plan picker on. A service alone does not let strangers in (decision 0024).
 */
export function listFirstPlans(
  configuration: PortalConfiguration,
  sold: Sold,
): readonly PlanView[] {
  if (!configuration.portico.plan_picker.enabled) return [];
  const snapshot = { ...blank, ...sold };
  const facts = { configuration, snapshot, flow: null, now: 0, scope: wholeScope };
  const start = allowStart(facts);
  return start.allowed ? start.plans : [];
}

const nobody: CustomerFact = {
  id: "",
  name: null,
  email: null,
  phone: null,
  address: null,
  taxIds: [],
  preferredLocales: [],
  balance: 0,
  currency: null,
  defaultPaymentMethodId: null,
};

const nothing = { data: [], hasMore: false };

const blank: Omit<Snapshot, keyof Sold> = {
  takenAt: 0,
  timeAhead: 0,
  livemode: false,
  customer: nobody,
  subscriptions: nothing,
  paymentMethods: nothing,
  invoices: nothing,
  upcoming: [],
  offer: null,
  feedbackOptions: [],
};
