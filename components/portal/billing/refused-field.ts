import { PortalError } from "../portal-error";

/** The input that a refusal is about: the API's name for the parameter is the input's own. */
export function refusedField(error: Error | null): string | null {
  return error instanceof PortalError && error.status === 400 ? error.param : null;
}

export function isAboutCode(error: Error | null): boolean {
  return error instanceof PortalError && error.param === "promotion_code";
}

export function isAboutAddress(error: Error | null): boolean {
  return refusedField(error)?.startsWith("address") ?? false;
}

export function isAboutQuantity(error: Error | null): boolean {
  return error instanceof PortalError && error.code === "quantity_invalid";
}
