// Before each test file of the project db-postgres: a database of its own, which lib/db then connects to.
import { randomBytes } from "node:crypto";
import { Client, Pool } from "pg";
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

// A loaded machine is no database out of reach: here a connection is waited for as long as a test may last.
const { connect } = Pool.prototype;
Object.assign(Pool.prototype, {
  connect(this: Pool, ...given: Parameters<typeof connect>) {
    this.options.connectionTimeoutMillis = 30_000;
    return connect.apply(this, given);
  },
});

afterAll(() => database().$disconnect());
