import type { z } from "zod";
import type { extensionSchema } from "./extension";
import type { featuresSchema } from "./features";

type Document = {
  readonly features: z.infer<typeof featuresSchema>;
  readonly portico: z.infer<typeof extensionSchema>;
};

/** Where in a document something does not go together, and why. The sentence is for whoever configures. */
export type Contradiction = { readonly path: readonly PropertyKey[]; readonly message: string };

/** Everything in a configuration that does not make sense together, in the order of its features. */
export function findContradictions(document: Document): Contradiction[] {
  return [
    ...ofUpdates(document),
    ...ofProducts(document),
    ...ofCancelling(document),
    ...ofPausing(document),
    ...ofQuantities(document),
  ];
}

const update = ["features", "subscription_update"] as const;

/** The first sentence is Stripe's own: a plan that costs more needs a way to pay for it. */
function ofUpdates({ features, portico }: Document): Contradiction[] {
  const { subscription_update: feature, payment_method_update: method } = features;
  if (!feature.enabled) return [];
  const found: Contradiction[] = [];
  if (!method.enabled) {
    const message = "Cannot enable subscription updates while payment method update is disabled.";
    found.push({ path: [...update, "enabled"], message });
  }
  if (feature.products.length === 0 && portico.services.length === 0) {
    const message = "Choose at least one product, or switch this off.";
    found.push({ path: [...update, "products"], message });
  }
  return found;
}

function ofProducts({ features }: Document): Contradiction[] {
  const { products } = features.subscription_update;
  const found: Contradiction[] = [];
  if (products.some(({ prices }) => prices.length === 0)) {
    const message = "Choose at least one price of each product.";
    found.push({ path: [...update, "products"], message });
  }
  if (new Set(products.map(({ product }) => product)).size < products.length) {
    found.push({ path: [...update, "products"], message: "Name each product only once." });
  }
  products.forEach(({ adjustable_quantity: { minimum, maximum } }, index) => {
    if (maximum === null || maximum >= minimum) return;
    const path = [...update, "products", index, "adjustable_quantity", "maximum"];
    found.push({ path, message: "The maximum must not be less than the minimum." });
  });
  return found;
}

function ofCancelling({ features }: Document): Contradiction[] {
  const { mode, proration_behavior: behavior } = features.subscription_cancel;
  if (mode === "immediately" || behavior === "none") return [];
  const path = ["features", "subscription_cancel", "proration_behavior"];
  return [{ path, message: "`create_prorations` is only supported with `mode=immediately`." }];
}

const daysOf = { day: 1, week: 7, month: 30, year: 365 } as const;
const longestPauseDays = 3 * 365;

/** Stripe's limit for a pause is three years. */
function ofPausing({ features }: Document): Contradiction[] {
  const { type, interval_options: options } = features.subscription_pause.duration;
  const path = ["features", "subscription_pause", "duration", "interval_options"];
  if (type === "interval_options" && options.length === 0) {
    return [{ path, message: "Choose at least one interval, or `indefinite`." }];
  }
  return options.flatMap(({ interval, interval_count: count }, index) =>
    count * daysOf[interval] > longestPauseDays
      ? [
          {
            path: [...path, index, "interval_count"],
            message: "A pause lasts three years at most.",
          },
        ]
      : [],
  );
}

function ofQuantities({ portico }: Document): Contradiction[] {
  return Object.entries(portico.quantity).flatMap(([label, { minimum, maximum }]) =>
    maximum !== null && maximum < minimum
      ? [
          {
            path: ["portico", "quantity", label, "maximum"],
            message: "The maximum must not be less than the minimum.",
          },
        ]
      : [],
  );
}
