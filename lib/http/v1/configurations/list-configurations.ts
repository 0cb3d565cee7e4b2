import { listConfigurations as list } from "../../../configurations/list-configurations";
import { showConfiguration } from "../../../configurations/show-configuration";
import { configurationAnswer } from "../../../wire/configuration-answer";
import { listConfigurationsParams } from "../../../wire/configuration-params";
import { expandBelow } from "../../../wire/expand";
import { listAnswer, listOf } from "../../../wire/list-params";
import { expandableOfConfiguration } from "../../../wire/portal-configuration";
import { endpoint } from "../endpoint";

const path = "/v1/billing_portal/configurations";

/** `GET /v1/billing_portal/configurations` */
export const listConfigurations = endpoint({
  method: "GET",
  path,
  summary: "List portal configurations",
  description: "Newest first. The default configuration is among them from the first call on.",
  params: listConfigurationsParams,
  expandable: ["data", ...expandableOfConfiguration.map((field) => `data.${field}`)],
  answer: listAnswer(configurationAnswer),
  handle: async ({ caller, params, expand }) => {
    const { rows, hasMore } = await list(caller, params);
    const inside = expandBelow(expand, "data");
    const data = await Promise.all(rows.map((row) => showConfiguration(caller, row, inside)));
    return listOf(path, data, hasMore);
  },
});
