import type { Owner } from "../show-configuration";
import { type Applied, applyConfigurations } from "./apply-configurations";
import { exportConfigurations } from "./export-configurations";

type Options = Parameters<typeof applyConfigurations>[2];

/**
 * Makes a merchant's live configurations what its test configurations are: an export of the one, applied to the
 * other. Throws what those throw.
 */
export async function promoteConfigurations(
  { merchantId, slug }: Pick<Owner, "merchantId" | "slug">,
  options: Options,
): Promise<Applied> {
  const document = await exportConfigurations({ merchantId, livemode: false });
  return applyConfigurations({ merchantId, slug, livemode: true }, document, options);
}
