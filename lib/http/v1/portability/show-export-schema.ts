import { z } from "zod";
import { portableJsonSchema } from "../../../configurations/portability/portable";
import { endpoint } from "../endpoint";

/** `GET /v1/portico/configurations/schema` */
export const showExportSchema = endpoint({
  method: "GET",
  path: "/v1/portico/configurations/schema",
  summary: "Retrieve the JSON Schema of an export",
  description: "JSON Schema 2020-12, for editors and for checks before anything is sent.",
  params: z.strictObject({}),
  expandable: [],
  answer: z.looseObject({ $schema: z.string() }),
  handle: async () => portableJsonSchema(),
});
