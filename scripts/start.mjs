// `npm start`: from a fresh clone to a served portal. Plain Node: nothing is installed yet when it begins.
import { checkNodeVersion } from "./start/node-version.mjs";

checkNodeVersion(process.versions.node);
const { run } = await import("./start/stop.mjs");
const { start } = await import("./start/start.mjs");
await run(start);
