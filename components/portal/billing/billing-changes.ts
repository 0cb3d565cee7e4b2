import type { ActionInput } from "@/lib/portal/actions";
import type { BillingField, BillingView } from "@/lib/portal/view";

const addressParts = ["line1", "line2", "city", "state", "postal_code", "country"] as const;

/** The name of a part of the address as the API's errors call it, and so of its input. */
export function addressField(part: (typeof addressParts)[number]): string {
  return `address[${part}]`;
}

/**
 * What the form changes of the billing information it was opened with, or null when nothing: what was left
 * alone is not sent, so that it cannot undo what somebody else changed meanwhile. An address is sent whole.
 */
export function findChanges(
  billing: BillingView,
  fields: readonly BillingField[],
  form: FormData,
): ActionInput<"update_customer"> | null {
  const name = read(form, "name");
  const phone = read(form, "phone");
  const address = readAddress(form);
  const changes = {
    ...(fields.includes("name") && name !== (billing.name ?? "") ? { name } : {}),
    ...(fields.includes("phone") && phone !== (billing.phone ?? "") ? { phone } : {}),
    ...(fields.includes("address") && isOther(address, billing.address) ? { address } : {}),
  };
  return Object.keys(changes).length === 0 ? null : changes;
}

/** The address as it is typed, whole: an empty part is one that is not there. */
export function readAddress(form: FormData) {
  return {
    line1: read(form, addressField("line1")),
    line2: read(form, addressField("line2")),
    city: read(form, addressField("city")),
    state: read(form, addressField("state")),
    postal_code: read(form, addressField("postal_code")),
    country: read(form, addressField("country")),
  };
}

function isOther(
  { postal_code: postalCode, ...rest }: ReturnType<typeof readAddress>,
  held: BillingView["address"],
): boolean {
  const given = { ...rest, postalCode };
  return Object.entries(given).some(
    ([part, text]) =>
      text !== (Object.entries(held ?? {}).find(([name]) => name === part)?.[1] ?? ""),
  );
}

function read(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}
