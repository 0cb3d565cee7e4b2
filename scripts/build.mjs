// `npm run build`: generates the database client and builds the app, unless that is done already.
import { checkNodeVersion } from "./start/node-version.mjs";

checkNodeVersion(process.versions.node);
const { run } = await import("./start/stop.mjs");
const { buildIfNeeded } = await import("./start/build.mjs");
await run(async () => {
  await buildIfNeeded();
  return 0;
});
