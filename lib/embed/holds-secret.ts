const secret = /\b(?:p?sk|rk|pes|whsec)_\w{8}/;
const deepest = 5;

/** Whether something that looks like a secret key stands anywhere in a page's settings. */
export function holdsSecret(settings: unknown, depth = 0): boolean {
  if (typeof settings === "string") return secret.test(settings);
  if (typeof settings !== "object" || settings === null || depth > deepest) return false;
  return Object.values(settings).some((value) => holdsSecret(value, depth + 1));
}
