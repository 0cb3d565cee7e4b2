// Before each test file of the project db-postgres: a database of its own, which lib/db then connects to.
import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { afterAll, inject } from "vitest";
import { database } from "@/lib/db/client";
import { setTestEnvironment } from "./test-environment";

const server = inject("postgresUrl");
const name = `test_${randomBytes(6).toString("hex")}`;
const client = new Client({ connectionString: server });
await client.connect();
await client.query(`CREATE DATABASE ${name} TEMPLATE portico_template`);
await client.end();

const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
setTestEnvironment({ DATABASE_URL: url });
afterAll(() => database().$disconnect());
