import { PorticoError } from "../errors";
import {
  configurationSchema,
  type PortalConfiguration,
  savableConfigurationSchema,
} from "../portal/configuration";
import { mergeDocument } from "../wire/merge-document";
import { bracketPath, faultOf } from "../wire/parse-params";

/** What was given of a document, as lib/wire/configuration-params.ts reads it. */
export type GivenDocument = Readonly<Record<string, unknown>>;

const durationPath = ["features", "subscription_pause", "duration"] as const;
const mostProducts = 10;

/**
 * `before` with what an API call gives of it: objects are merged, lists are replaced. Throws what does not go
 * together, `param` in brackets, and what only the API refuses: more than ten products.
 */
export function applyParams(
  before: PortalConfiguration,
  given: GivenDocument,
): PortalConfiguration {
  const merged = mergeDocument(configurationSchema, before, withWholeDuration(given));
  const parsed = savableConfigurationSchema.safeParse(merged);
  if (!parsed.success) throw faultOf(parsed.error, given);
  const { products } = parsed.data.features.subscription_update;
  const path = ["features", "subscription_update", "products"];
  if (isGiven(given, path) && products.length > mostProducts) {
    const message = `You can configure at most ${mostProducts} products.`;
    throw new PorticoError("parameter_invalid", { param: bracketPath(path), message });
  }
  return parsed.data;
}

/** Whether something was said of what stands at `path`. */
export function isGiven(given: GivenDocument, path: readonly string[]): boolean {
  return valueAt(given, path) !== undefined;
}

/** How long a pause lasts is given whole: the intervals of before say nothing beside a new type. */
function withWholeDuration(given: GivenDocument): unknown {
  const options = [...durationPath, "interval_options"];
  if (!isGiven(given, durationPath) || isGiven(given, options)) return given;
  if (valueAt(given, [...durationPath, "type"]) === "interval_options") {
    const param = bracketPath(options);
    throw new PorticoError("parameter_missing", {
      param,
      message: `Missing required param: ${param}.`,
    });
  }
  const empty = { features: { subscription_pause: { duration: { interval_options: [] } } } };
  return mergeDocument(configurationSchema, given, empty);
}

function valueAt(given: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null
        ? Object.getOwnPropertyDescriptor(value, step)?.value
        : undefined,
    given,
  );
}
