import { z } from "zod";
import { retrieveConfiguration as retrieve } from "../../../configurations/retrieve-configuration";
import { showConfiguration } from "../../../configurations/show-configuration";
import { configurationAnswer } from "../../../wire/configuration-answer";
import { expandableOfConfiguration } from "../../../wire/portal-configuration";
import { endpoint } from "../endpoint";

/** `GET /v1/billing_portal/configurations/{configuration}` */
export const retrieveConfiguration = endpoint({
  method: "GET",
  path: "/v1/billing_portal/configurations/{configuration}",
  summary: "Retrieve a portal configuration",
  params: z.strictObject({}),
  expandable: expandableOfConfiguration,
  answer: configurationAnswer,
  handle: async ({ caller, ids, expand }) => {
    const row = await retrieve(caller, ids["configuration"] ?? "");
    return showConfiguration(caller, row, expand);
  },
});
