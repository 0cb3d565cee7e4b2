import type { Needed } from "@/lib/portal/preview";
import { isAboutAddress } from "../billing/refused-field";

type Asked = {
  readonly error: Error | null;
  readonly data: { readonly preview: { readonly needs: readonly Needed[] } } | undefined;
};

/** What is missing before it can be confirmed. `isGiven`: an address was; one that was refused is asked for again. */
export function needsOf({ error, data }: Asked, isGiven: boolean): readonly Needed[] {
  return isGiven && isAboutAddress(error) ? ["address"] : (data?.preview.needs ?? []);
}
