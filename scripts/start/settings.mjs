import { existsSync } from "node:fs";
import { Stop } from "./stop.mjs";

/**
 * What starting needs to know before lib/env.ts can be run; that file checks everything again and in full.
 * @typedef {{ port: number, host: string, dataDir: string, embedded: boolean, demo: boolean }} Settings
 */

/**
 * Reads `.env` (what is set already wins) and the environment. Throws Stop with the name and the mend.
 * @returns {Settings}
 */
export function readSettings() {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const { PORT, HOST, DATA_DIR, DATABASE_URL, DEMO, STRIPE_SECRET_KEY } = process.env;
  const port = Number(PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Stop(`PORT is "${PORT}": set it to a number from 1 to 65535.`);
  }
  if (/^[sr]k_live_/.test(STRIPE_SECRET_KEY ?? "")) {
    throw new Stop(
      "STRIPE_SECRET_KEY is a live key, which the environment may not hold: use a test key here and enter live keys in the dashboard.",
    );
  }
  const embedded = !DATABASE_URL;
  const demo = embedded && DEMO !== "0";
  process.env.PORT = String(port);
  return {
    port,
    host: HOST || (demo ? "127.0.0.1" : "0.0.0.0"),
    dataDir: DATA_DIR || ".data",
    embedded,
    demo,
  };
}
