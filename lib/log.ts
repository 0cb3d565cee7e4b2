import pino, { type Logger } from "pino";
import { env } from "./env";
import { once } from "./once";

/** What must never be written, wherever it stands in what is logged. */
const redact = ["secretKey", "apiKey", "code", "token", "hash", "authorization", "cookie", "email"];

/** The one logger: JSON lines on stdout, each error with its cause and its request id. */
export function log(): Logger {
  return once("log", () =>
    pino({
      level: env().LOG_LEVEL,
      base: null,
      // As it is, an error says nothing in JSON, and one of the platform's (AbortError) cannot even be redacted.
      serializers: { cause: pino.stdSerializers.err },
      redact: { paths: [...redact, ...redact.map((name) => `*.${name}`)], censor: "[redacted]" },
    }),
  );
}
