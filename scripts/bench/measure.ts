import autocannon from "autocannon";

export type Load = {
  readonly url: string;
  readonly method?: "GET" | "POST";
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** Every measured answer must contain all of these. */
  readonly expect: readonly string[];
};

export type Figures = {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly answers: number;
};

const connections = 8;

/** Loads one address for `seconds` after a warm-up. Throws unless every answer was 200 and as expected. */
export async function measure(load: Load, seconds: number): Promise<Figures> {
  await run(load, Math.max(1, Math.round(seconds / 4)));
  const result = await run(load, seconds);
  return {
    perSecond: result.requests.average,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    answers: result["2xx"],
  };
}

async function run(load: Load, seconds: number): Promise<autocannon.Result> {
  const { url, method = "GET", headers = {}, body, expect } = load;
  const result = await autocannon({
    url,
    method,
    headers,
    ...(body === undefined ? {} : { body }),
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
