// `npm run dev`: installs if needed, prepares the database, then Next's development server.
import { checkNodeVersion } from "./start/node-version.mjs";

checkNodeVersion(process.versions.node);
const { run } = await import("./start/stop.mjs");
const { develop } = await import("./start/start.mjs");
await run(develop);
