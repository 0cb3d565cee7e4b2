import type { PortalConfiguration } from "../../portal/configuration";

/** What a configuration names of a Stripe account, by kind. */
export type ReferenceKind =
  | "price"
  | "product"
  | "coupon"
  | "payment_method_configuration"
  | "feedback_option";

export type Reference = {
  readonly kind: ReferenceKind;
  readonly id: string;
  readonly path: string;
};

type Visit = (reference: Reference) => string;
type Portico = PortalConfiguration["portico"];
type Offer = NonNullable<Portico["subscription_cancel"]["flow"]>["offers"][number]["offer"];

/** A copy of the document with every id of Stripe's replaced by what `visit` gives for it. */
export function mapReferences(document: PortalConfiguration, visit: Visit): PortalConfiguration {
  return {
    ...document,
    features: mapFeatures(document.features, visit),
    portico: mapExtension(document.portico, visit),
  };
}

/** Every id of Stripe's that the document names, with its place in it. */
export function listReferences(document: PortalConfiguration): Reference[] {
  const found: Reference[] = [];
  mapReferences(document, (reference) => {
    found.push(reference);
    return reference.id;
  });
  return found;
}

function mapFeatures(
  features: PortalConfiguration["features"],
  visit: Visit,
): PortalConfiguration["features"] {
  const { subscription_update: update, subscription_cancel: cancel } = features;
  const { payment_method_update: method } = features;
  const { cancellation_reason: reason } = cancel;
  const plans = "features.subscription_update.products";
  return {
    ...features,
    payment_method_update: {
      ...method,
      payment_method_configuration: mapOne(
        "payment_method_configuration",
        method.payment_method_configuration,
        "features.payment_method_update.payment_method_configuration",
        visit,
      ),
    },
    subscription_cancel: {
      ...cancel,
      cancellation_reason: {
        ...reason,
        feedback_options:
          reason.feedback_options === null
            ? null
            : mapAll(
                "feedback_option",
                reason.feedback_options,
                "features.subscription_cancel.cancellation_reason.feedback_options",
                visit,
              ),
      },
    },
    subscription_update: {
      ...update,
      products: update.products.map((plan, index) => ({
        ...plan,
        product: visit({
          kind: "product",
          id: plan.product,
          path: `${plans}[${index}].product`,
        }),
        prices: mapAll("price", plan.prices, `${plans}[${index}].prices`, visit),
      })),
    },
  };
}

function mapExtension(portico: Portico, visit: Visit): Portico {
  const { subscription_update: update, subscription_cancel: cancel, upsell } = portico;
  return {
    ...portico,
    subscription_cancel: { ...cancel, flow: mapFlow(cancel.flow, visit) },
    subscription_update: {
      ...update,
      rules: update.rules.map((rule, index) => {
        const path = `portico.subscription_update.rules[${index}]`;
        return {
          ...rule,
          from: mapSide(rule.from, `${path}.from`, visit),
          to: mapSide(rule.to, `${path}.to`, visit),
        };
      }),
    },
    upsell:
      upsell === null
        ? null
        : { ...upsell, price: mapOne("price", upsell.price, "portico.upsell.price", visit) },
  };
}

type Side = Portico["subscription_update"]["rules"][number]["from"];

function mapSide({ prices, products }: Side, path: string, visit: Visit): Side {
  return {
    prices: mapAll("price", prices, `${path}.prices`, visit),
    products: mapAll("product", products, `${path}.products`, visit),
  };
}

type Flow = Portico["subscription_cancel"]["flow"];

function mapFlow(flow: Flow, visit: Visit): Flow {
  if (flow === null) return null;
  const path = "portico.subscription_cancel.flow";
  return {
    ...flow,
    offers: flow.offers.map(({ reasons, offer }, index) => ({
      reasons: reasons.map((reason, at) =>
        reason.startsWith("fbo_")
          ? visit({
              kind: "feedback_option",
              id: reason,
              path: `${path}.offers[${index}].reasons[${at}]`,
            })
          : reason,
      ),
      offer: mapOffer(offer, `${path}.offers[${index}].offer`, visit),
    })),
    fallback: flow.fallback === null ? null : mapOffer(flow.fallback, `${path}.fallback`, visit),
  };
}

function mapOffer(offer: Offer, path: string, visit: Visit): Offer {
  return {
    ...offer,
    coupon: mapOne("coupon", offer.coupon, `${path}.coupon`, visit),
    price: mapOne("price", offer.price, `${path}.price`, visit),
  };
}

function mapOne(kind: ReferenceKind, id: string | null, path: string, visit: Visit) {
  return id === null ? null : visit({ kind, id, path });
}

function mapAll(kind: ReferenceKind, ids: readonly string[], path: string, visit: Visit) {
  return ids.map((id, index) => visit({ kind, id, path: `${path}[${index}]` }));
}
