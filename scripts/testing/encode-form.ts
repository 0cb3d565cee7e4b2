/**
 * Plain JSON as the pairs of a form, as Stripe's SDKs write them: `a[b][0]=1`. Null, empty lists and empty objects are
 * the empty text, which is how they are cleared.
 */
export function encodeForm(value: unknown, name = ""): [string, string][] {
  if (value === null || (typeof value === "object" && Object.keys(value).length === 0)) {
    return name === "" ? [] : [[name, ""]];
  }
  if (typeof value !== "object") return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, item]) =>
    encodeForm(item, name === "" ? key : `${name}[${key}]`),
  );
}
