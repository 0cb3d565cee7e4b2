import { z } from "zod";
import { exportConfigurations as exportAll } from "../../../configurations/portability/export-configurations";
import { portableSchema } from "../../../configurations/portability/portable";
import { endpoint } from "../endpoint";

/** `GET /v1/portico/configurations/export` */
export const exportConfigurations = endpoint({
  method: "GET",
  path: "/v1/portico/configurations/export",
  summary: "Export portal configurations",
  description:
    "All of them, or the one named, with cancellation reasons and a description of the prices and products they name.",
  params: z.strictObject({ configuration: z.string().min(1).max(5000).optional() }),
  expandable: [],
  answer: portableSchema,
  handle: ({ caller: { merchantId, livemode }, params: { configuration } }) =>
    exportAll({ merchantId, livemode }, configuration),
});
