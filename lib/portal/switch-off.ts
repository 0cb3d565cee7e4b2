import type { PortalConfiguration } from "./configuration";
import type { SessionOptions } from "./session-options";

type Narrowable = SessionOptions["narrow"]["disable"][number];

type Switch = (document: PortalConfiguration) => PortalConfiguration;

/** The same document with one of its features off; everything else about that feature stays as it was. */
export function switchOff(document: PortalConfiguration, name: Narrowable): PortalConfiguration {
  return switches[name](document);
}

function feature(name: keyof PortalConfiguration["features"]): Switch {
  return (document) => ({
    ...document,
    features: { ...document.features, [name]: { ...document.features[name], enabled: false } },
  });
}

function extension(name: "subscription_resubscribe" | "plan_picker" | "add_ons"): Switch {
  return (document) => ({
    ...document,
    portico: { ...document.portico, [name]: { ...document.portico[name], enabled: false } },
  });
}

const switches: Record<Narrowable, Switch> = {
  customer_update: feature("customer_update"),
  invoice_history: feature("invoice_history"),
  payment_method_update: feature("payment_method_update"),
  subscription_cancel: feature("subscription_cancel"),
  subscription_pause: feature("subscription_pause"),
  subscription_update: feature("subscription_update"),
  subscription_resubscribe: extension("subscription_resubscribe"),
  plan_picker: extension("plan_picker"),
  add_ons: extension("add_ons"),
  promotion_code: withoutCodes,
};

/** A code may be typed on the home page, inside a change, and where a subscription is begun anew. */
function withoutCodes(document: PortalConfiguration): PortalConfiguration {
  const { features, portico } = document;
  const { subscription_update: update } = features;
  const allowed = update.default_allowed_updates.filter((kind) => kind !== "promotion_code");
  return {
    ...document,
    features: {
      ...features,
      subscription_update: { ...update, default_allowed_updates: allowed },
    },
    portico: {
      ...portico,
      promotion_code: { ...portico.promotion_code, enabled: false },
      subscription_resubscribe: {
        ...portico.subscription_resubscribe,
        allow_promotion_code: false,
      },
    },
  };
}
