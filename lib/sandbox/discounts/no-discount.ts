import { SandboxError } from "../protocol/errors";

/** 404: a customer or subscription has no discount that could be deleted. */
export function noDiscount(noun: "customer" | "subscription", id: string): SandboxError {
  return new SandboxError(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No active discount for ${noun}: ${id}`,
  });
}
