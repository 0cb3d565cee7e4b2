import autocannon from "autocannon";

export type Load = {
  readonly url: string;
  readonly method?: "GET" | "POST";
  readonly headers?: Record<string, string>;
  /** What each request has of its own. */
  readonly next?: () => { readonly headers: Record<string, string>; readonly body: string };
  /** Every measured answer must contain all of these. */
  readonly expect: readonly string[];
};

export type Figures = {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** How many were good, those of the warm-up too. */
  readonly answers: number;
};

export const connections = 8;

/** Loads one address for `seconds` after a warm-up. Throws unless every answer was 200 and as expected. */
export async function measure(load: Load, seconds: number): Promise<Figures> {
  const warmUp = await run(load, Math.max(1, Math.round(seconds / 4)));
  const result = await run(load, seconds);
  return {
    perSecond: result.requests.average,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    answers: warmUp["2xx"] + result["2xx"],
  };
}

async function run(load: Load, seconds: number): Promise<autocannon.Result> {
  const { url, method = "GET", headers = {}, next, expect } = load;
  const result = await autocannon({
    url,
    method,
    headers,
    ...(next === undefined
      ? {}
      : { requests: [{ setupRequest: (request) => ({ ...request, ...next() }) }] }),
    connections,
    duration: seconds,
    verifyBody: (text) => expect.every((part) => String(text).includes(part)),
  });
  const bad = result.non2xx + result.errors + result.timeouts + result.mismatches;
  if (bad > 0 || result["2xx"] === 0) {
    throw new Error(
      `${url}: ${result["2xx"]} good answers, ${result.non2xx} of another status, ${result.mismatches} without ${expect.join(" and ")}, ${result.errors + result.timeouts} broken off`,
    );
  }
  return result;
}
