import { z } from "zod";
import { retrieveConfiguration } from "../../../configurations/retrieve-configuration";
import { listVersions as list } from "../../../db/configurations";
import { configurationVersionAnswer, serialiseVersion } from "../../../wire/configuration-version";
import { listAnswer, listOf } from "../../../wire/list-params";
import { endpoint } from "../endpoint";

const mostListed = 100;

/** `GET /v1/portico/configurations/{configuration}/versions` */
export const listVersions = endpoint({
  method: "GET",
  path: "/v1/portico/configurations/{configuration}/versions",
  summary: "List a configuration's former versions",
  description: "The hundred newest, newest first: what it was before each save.",
  params: z.strictObject({}),
  expandable: [],
  answer: listAnswer(configurationVersionAnswer),
  handle: async ({ caller, ids }) => {
    const { id } = await retrieveConfiguration(caller, ids["configuration"] ?? "");
    const rows = await list(caller, id, mostListed + 1);
    const data = rows.slice(0, mostListed).map((row) => serialiseVersion(id, row));
    const url = `/v1/portico/configurations/${id}/versions`;
    return listOf(url, data, rows.length > mostListed);
  },
});
