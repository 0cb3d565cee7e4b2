import {
  keepConfiguration,
  prepareConfiguration,
} from "../../../configurations/create-configuration";
import { showConfiguration } from "../../../configurations/show-configuration";
import { configurationAnswer } from "../../../wire/configuration-answer";
import { createConfigurationParams } from "../../../wire/configuration-params";
import { expandableOfConfiguration } from "../../../wire/portal-configuration";
import { endpoint } from "../endpoint";

/** `POST /v1/billing_portal/configurations` */
export const createConfiguration = endpoint({
  method: "POST",
  path: "/v1/billing_portal/configurations",
  summary: "Create a portal configuration",
  description:
    "What is not mentioned is off. What Stripe's configuration lacks is set under `portico`.",
  params: createConfigurationParams,
  expandable: expandableOfConfiguration,
  answer: configurationAnswer,
  handle: async ({ caller, params, expand, causeOf }) => {
    const row = await prepareConfiguration(caller, params);
    const body = await showConfiguration(caller, row, expand);
    await keepConfiguration(caller, row, causeOf(body));
    return body;
  },
});
