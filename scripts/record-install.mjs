// npm runs this after a whole `npm ci` or `npm install`, so that `npm start` need not install again.
import { recordInstall } from "./start/install.mjs";

const leftOut = (process.env.npm_config_omit ?? "").split(/\s+/).includes("dev");
if (!leftOut) recordInstall();
