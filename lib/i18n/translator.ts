import { createTranslator } from "use-intl/core";
import { catalogueFor } from "./catalogue";

/** Texts for pages that are rendered on the server alone, without a provider. */
export function translatorFor(locale: string) {
  return createTranslator(catalogueFor(locale));
}
