import { z } from "zod";
import { rollBack } from "../../../configurations/portability/roll-back";
import { configurationAnswer } from "../../../wire/configuration-answer";
import { endpoint } from "../endpoint";

/** `POST /v1/portico/configurations/{configuration}/roll_back` */
export const rollBackConfiguration = endpoint({
  method: "POST",
  path: "/v1/portico/configurations/{configuration}/roll_back",
  summary: "Roll a configuration back",
  description: "Makes it what it was at `version`, as a new version.",
  params: z.strictObject({ version: z.int().min(1).max(2_147_483_647) }),
  expandable: [],
  answer: configurationAnswer,
  handle: ({ caller, ids, params: { version }, causeOf }) =>
    rollBack(caller, { configuration: ids["configuration"] ?? "", version }, causeOf),
});
