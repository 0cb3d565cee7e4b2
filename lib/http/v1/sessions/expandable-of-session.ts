import { expandableOfConfiguration } from "../../../wire/portal-configuration";

/** What may be asked for in `expand` with a session: its flow stands there whole in any case. */
export const expandableOfSession: readonly string[] = [
  "configuration",
  "flow",
  ...expandableOfConfiguration.map((path) => `configuration.${path}`),
];
