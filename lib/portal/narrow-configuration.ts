import type { PortalConfiguration } from "./configuration";
import type { SessionOptions } from "./session-options";
import { switchOff } from "./switch-off";

type Extension = PortalConfiguration["portico"];
type Bounds = Extension["quantity"][string];
type Narrowing = SessionOptions["narrow"];

/**
 * What a session leaves of its configuration: never more than that allows, and narrowed twice it is the same.
 * Quantities are bounded by unit label, which only the catalogue tells of a product: these bounds stand beside
 * a product's own `adjustable_quantity`, both hold, and neither switches anything on.
 */
export function narrowConfiguration(
  configuration: PortalConfiguration,
  { narrow }: Pick<SessionOptions, "narrow">,
): PortalConfiguration {
  const left = narrow.disable.reduce(switchOff, configuration);
  return narrowQuantities(narrowPrices(left, narrow), narrow);
}

/** Only the prices that the session names, wherever the configuration offers one. */
function narrowPrices(document: PortalConfiguration, { prices }: Narrowing): PortalConfiguration {
  if (prices === null) return document;
  const isLeft = (price: string | null) => price === null || prices.includes(price);
  const { features, portico } = document;
  const { flow } = portico.subscription_cancel;
  const { fallback = null } = flow ?? {};
  const products = features.subscription_update.products
    .map((entry) => ({ ...entry, prices: entry.prices.filter(isLeft) }))
    .filter((entry) => entry.prices.length > 0);
  const narrowed = flow && {
    ...flow,
    offers: flow.offers.filter(({ offer }) => isLeft(offer.price)),
    fallback: fallback !== null && isLeft(fallback.price) ? fallback : null,
  };
  return {
    ...document,
    features: {
      ...features,
      subscription_update: { ...features.subscription_update, products },
    },
    portico: {
      ...portico,
      subscription_cancel: { ...portico.subscription_cancel, flow: narrowed },
      upsell: portico.upsell !== null && isLeft(portico.upsell.price) ? portico.upsell : null,
    },
  };
}

function narrowQuantities(
  document: PortalConfiguration,
  { quantity, in_use: inUse }: Narrowing,
): PortalConfiguration {
  const { portico } = document;
  const named = new Set([...Object.keys(quantity), ...Object.keys(inUse)]);
  const narrowed = [...named].map((label) => {
    const held = own(portico.quantity, label) ?? unbounded;
    const given = own(quantity, label);
    const least = Math.max(given?.minimum ?? 0, own(inUse, label) ?? 0);
    return [label, narrowBounds(held, least, given?.maximum ?? null)] as const;
  });
  const bounds = { ...portico.quantity, ...Object.fromEntries(narrowed) };
  return { ...document, portico: { ...portico, quantity: bounds } };
}

const unbounded: Bounds = { minimum: 0, maximum: null, step: 1 };

/** Contradictory bounds leave no number at all: their maximum is below their minimum. */
const nothing: Bounds = { minimum: 1, maximum: 0, step: 1 };

/** The minimum rises by whole steps, so that no number becomes possible that was between two of them. */
function narrowBounds(held: Bounds, least: number, most: number | null): Bounds {
  const { step } = held;
  const minimum = held.minimum + Math.max(0, Math.ceil((least - held.minimum) / step)) * step;
  const maximum =
    most === null || held.maximum === null ? (held.maximum ?? most) : Math.min(held.maximum, most);
  return maximum !== null && maximum < minimum ? nothing : { minimum, maximum, step };
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
