import { updateConfiguration as update } from "../../../configurations/update-configuration";
import { configurationAnswer } from "../../../wire/configuration-answer";
import { updateConfigurationParams } from "../../../wire/configuration-params";
import { expandableOfConfiguration } from "../../../wire/portal-configuration";
import { endpoint } from "../endpoint";

/** `POST /v1/billing_portal/configurations/{configuration}` */
export const updateConfiguration = endpoint({
  method: "POST",
  path: "/v1/billing_portal/configurations/{configuration}",
  summary: "Update a portal configuration",
  description:
    "What is not mentioned stays as it is. Lists are replaced whole; an empty text clears.",
  params: updateConfigurationParams,
  expandable: expandableOfConfiguration,
  answer: configurationAnswer,
  handle: ({ caller, ids, params, expand, causeOf }) =>
    update(caller, ids["configuration"] ?? "", params, { expand, causeOf }),
});
