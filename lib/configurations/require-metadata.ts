import { PorticoError } from "../errors";
import { changeMetadata, type Metadata } from "../wire/metadata";

/** The metadata after a change. Throws `parameter_invalid` for more than fifty keys. */
export function requireMetadata(before: Metadata, given: Metadata | null | undefined): Metadata {
  const after = changeMetadata(before, given);
  if (after !== null) return after;
  const message = "You can set at most 50 metadata keys on an object.";
  throw new PorticoError("parameter_invalid", { param: "metadata", message });
}
