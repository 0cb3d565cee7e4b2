import { nowSeconds } from "../../clock";
import type { Holdings } from "../../db/configuration-imports";
import { findConfiguration } from "../../db/configurations";
import type { Place } from "../../db/place";
import { loadStripe } from "../../stripe/client";
import { requireFound } from "../../wire/require-found";
import { describeCatalogue } from "./describe-catalogue";
import { listReferences } from "./map-references";
import { configurationId, type Portable, type PortableConfiguration } from "./portable";
import { loadAll, toPortable, toPortableOption } from "./read-stored";

/**
 * A merchant's configurations in one mode, or the one named `only`, as a document that can be applied again: here, in
 * the other mode, or elsewhere. Reads Stripe, when a price or product is named, to say what it is. Throws
 * `resource_missing` with `param: configuration` when `only` is not one of them, what reading Stripe throws, and
 * `configuration_outdated` for what a newer version saved.
 */
export async function exportConfigurations(
  place: Place,
  only: string | null = null,
): Promise<Portable> {
  const { livemode } = place;
  if (only !== null) await requireOne(place, only);
  const held = await loadAll(place);
  const rows = held.configurations.filter(({ id }) => only === null || id === only);
  const configurations = rows.map(toPortable);
  const references = configurations.flatMap(({ document }) => listReferences(document));
  const sold = references.filter(({ kind }) => kind === "price" || kind === "product");
  return {
    portico_export: 1,
    exported_at: nowSeconds(),
    livemode,
    configurations,
    feedback_options: exportOptions(held, only === null ? null : configurations),
    catalogue:
      sold.length === 0
        ? { prices: {}, products: {} }
        : await describeCatalogue(await loadStripe(place.merchantId, livemode), sold),
  };
}

async function requireOne({ merchantId, livemode }: Place, id: string): Promise<void> {
  const isId = configurationId.safeParse(id).success;
  const find = (mode: boolean) => findConfiguration(merchantId, mode, id);
  await requireFound(isId ? await find(livemode) : null, {
    kind: "configuration",
    id,
    isInOtherMode: async () => isId && (await find(!livemode)) !== null,
    named: { param: "configuration", livemode },
  });
}

/** Of one configuration, those that it names. */
function exportOptions(held: Holdings, of: readonly PortableConfiguration[] | null) {
  const options = held.feedbackOptions.map(toPortableOption);
  if (of === null) return options;
  const named = of.flatMap(({ document }) => listReferences(document)).map(({ id }) => id);
  return options.filter(({ id }) => named.includes(id));
}
