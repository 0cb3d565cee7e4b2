// `npm run bench [-- --seconds 8] [--start] [--sandbox]` measures the built app beside the least that Next can
// serve, then the sandbox (--sandbox: only that), and stops when what it measured was not real. It judges no
// time: figures stand beside what we aim at.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startMailSink } from "@/e2e/fixtures/mail-sink";
import { database } from "@/lib/db/client";
import { runMigrations } from "@/lib/db/run-migrations";
import { buildBareApp } from "./bench/bare-app";
import { measureStarts } from "./bench/clone";
import { countCalls } from "./bench/count-calls";
import { countingSettings, countStatements } from "./bench/count-statements";
import { measureEmbed, measureFirstLoad } from "./bench/first-load";
import { timeFirstViews, viewFirst } from "./bench/first-view";
import { measureMailboxTiming } from "./bench/mailbox-timing";
import { type Figures, measure } from "./bench/measure";
import { replayCalls } from "./bench/replay-calls";
import { benchSandbox } from "./bench/sandbox";
import { type Served, serveApp, serveSandbox } from "./bench/servers";
import { loadCreate, measureCreate, prepareMerchants } from "./bench/session-create";
import { createSession, openSession, prepareCrowd, prepareVisit, type Visit } from "./bench/visit";
import { buildIfNeeded } from "./start/build.mjs";
import { startPostgres } from "./testing/postgres";
import { setTestEnvironment } from "./testing/test-environment";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "8" },
    start: { type: "boolean", default: false },
    sandbox: { type: "boolean", default: false },
  },
});
const seconds = Number(values.seconds);
const plan = "Starter";
const amount = "10.00";
const crowdSize = 500;

async function loadHome(app: Served, visit: Visit) {
  const cookie = await openSession(await createSession(app.origin, visit));
  const url = `${app.origin}/p/test_${visit.slug}`;
  const headers = { cookie };
  const html = await (await fetch(url, { headers })).text();
  if (!html.includes(plan) || !html.includes(amount))
    throw new Error("Home shows no plan or amount.");
  return { url, headers, expect: [plan, amount] };
}

/** The fewest of several: what the queue does at the same time only adds to them. */
async function countRequest(work: () => Promise<unknown>, counters: Counters): Promise<string> {
  const { calls, depth } = await counters.stripe.during(work);
  const counts: number[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    counts.push(await countStatements(counters.postgres, "portico", work));
  }
  return `${Math.min(...counts)} statements, ${calls} calls to Stripe (depth ${depth})`;
}

type Counters = {
  readonly postgres: Awaited<ReturnType<typeof startPostgres>>;
  readonly stripe: Awaited<ReturnType<typeof countCalls>>;
};

function printTable(rows: Record<string, Figures>): void {
  console.log("\n                     requests/s   p50 ms   p99 ms");
  for (const [name, { perSecond, p50Ms, p99Ms }] of Object.entries(rows)) {
    const figures = [perSecond.toFixed(0).padStart(13), String(p50Ms).padStart(8)];
    console.log(`${name.padEnd(18)}${figures.join(" ")} ${String(p99Ms).padStart(8)}`);
  }
}

function describeRatio(name: string, figures: Figures, bare: Figures, aim: number): string {
  return `${name}: ${(figures.perSecond / bare.perSecond).toFixed(2)} of its bare twin (aim ≥ ${aim})`;
}

async function measureAll(bare: Served, app: Served, visit: Visit) {
  const home = await loadHome(app, visit);
  const merchants = await prepareMerchants();
  const create = `${app.origin}/v1/billing_portal/sessions`;
  const rows = {
    "bare page": await measure({ url: `${bare.origin}/`, expect: ["Bare"] }, seconds),
    "portal home, warm": await measure(home, seconds),
    "bare handler": await measure(loadCreate(`${bare.origin}/empty`, merchants, "{}"), seconds),
    "session create": await measureCreate(
      loadCreate(create, merchants, "billing_portal.session"),
      seconds,
    ),
  };
  printTable(rows);
  console.log("");
  console.log(describeRatio("home", rows["portal home, warm"], rows["bare page"], 0.5));
  console.log(describeRatio("create", rows["session create"], rows["bare handler"], 0.4));
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  const bareBytes = await measureFirstLoad(`${bare.origin}/`, {});
  const homeBytes = await measureFirstLoad(home.url, home.headers);
  console.log(
    `first-load JavaScript, gzipped: home ${kilobytes(homeBytes)}, bare page ${kilobytes(bareBytes)}`,
  );
  const embed = measureEmbed();
  console.log(`embed.js, gzipped: ${embed === null ? "not built yet" : kilobytes(embed)}`);
}

async function countAll(app: Served, visit: Visit, counters: Counters): Promise<void> {
  const home = await loadHome(app, visit);
  const view = () => fetch(home.url, { headers: home.headers }).then((answer) => answer.text());
  const create = () => createSession(app.origin, visit);
  console.log(`home, warm: ${await countRequest(view, counters)} (aim ≤ 3, 0)`);
  console.log(
    `create with an idempotency key: ${await countRequest(create, counters)} (aim ≤ 4, ≤ 1)`,
  );
  await database().snapshot.deleteMany();
  const first = await counters.stripe.during(view);
  console.log(`home, first view: ${first.calls} calls to Stripe (depth ${first.depth}, aim 1)`);
}

/** A customer with one subscription, and one with hundreds: the first view is to cost Portico the same. */
async function compareFirstViews(app: Served, crowd: Visit, visit: Visit): Promise<void> {
  const pages = { one: await loadHome(app, visit), many: await loadHome(app, crowd) };
  const { one, many } = await timeFirstViews(pages);
  console.log(
    `home, first view: ${one.toFixed(1)} ms with 1 subscription, ${many.toFixed(1)} ms with ${crowdSize}; ratio ${(many / one).toFixed(2)} (aim ≤ 1.5)`,
  );
}

async function countFirstView(app: Served, visit: Visit, counters: Counters): Promise<string> {
  const home = await loadHome(app, visit);
  return countRequest(() => viewFirst(home), counters);
}

async function bench(): Promise<void> {
  await buildIfNeeded();
  console.log("Building the bare app …");
  const bareFolder = buildBareApp();
  const postgres = await startPostgres({ durable: true, settings: countingSettings });
  const mailSink = await startMailSink(mkdtempSync(join(tmpdir(), "portico-bench-mail-")));
  const sandbox = await serveSandbox();
  const stripe = await countCalls(sandbox.origin);
  const databaseUrl = await postgres.createDatabase("portico");
  setTestEnvironment({
    DATABASE_URL: databaseUrl,
    STRIPE_API_BASE: sandbox.origin,
    TRUST_PROXY: "1",
    EMAIL_SERVER: mailSink.url,
    EMAIL_FROM: "portico@mail.example.com",
    LOG_LEVEL: "error",
  });
  await runMigrations();
  const visit = await prepareVisit();
  const bare = await serveApp(bareFolder, "/");
  const app = await serveApp(".", "/readyz");
  const crowd = await prepareCrowd(crowdSize);
  await measureAll(bare, app, visit);
  await Promise.all([bare.stop(), app.stop()]);
  await forgetJobs();
  const replay = await replayCalls(sandbox.origin);
  const viewed = await serveApp(".", "/readyz", { STRIPE_API_BASE: replay.origin });
  await compareFirstViews(viewed, crowd, visit);
  await viewed.stop();
  replay.stop();
  const counted = await serveApp(".", "/readyz", { STRIPE_API_BASE: stripe.origin });
  await countAll(counted, visit, { postgres, stripe });
  // What the created sessions left to do is no part of a view either.
  await forgetJobs();
  for (const [size, one] of [[1, visit] as const, [crowdSize, crowd] as const]) {
    const costs = await countFirstView(counted, one, { postgres, stripe });
    console.log(`home, first view with ${size}: ${costs}`);
  }
  await counted.stop();
  // Last: what it leaves in the queue would be counted and measured with the rest.
  const timed = await serveApp(".", "/readyz");
  await printMailboxTiming(timed);
  await timed.stop();
  stripe.stop();
  await database().$disconnect();
  await sandbox.stop();
  await mailSink.stop();
  await postgres.stop();
}

/** Thousands of creates leave events to be handed on for minutes, which would be counted with what comes next. */
async function forgetJobs(): Promise<void> {
  await database().$executeRaw`TRUNCATE outbox`;
  await database().$executeRaw`DELETE FROM pgboss.job`;
}

/** What an address that is no customer's could be told by. */
async function printMailboxTiming(app: Served): Promise<void> {
  const { knownMs, unknownMs } = await measureMailboxTiming(app.origin);
  const difference = Math.abs(knownMs - unknownMs).toFixed(2);
  console.log(
    `asking for a link: median ${knownMs.toFixed(2)} ms known, ${unknownMs.toFixed(2)} ms unknown; difference ${difference} ms (aim ≤ 5)`,
  );
}

if (!values.sandbox) await bench();
await benchSandbox();
if (values.start) {
  console.log("Starting from a fresh clone, twice …");
  const { cold, warm } = await measureStarts();
  console.log(`clone to Ready: ${cold.toFixed(1)} s, again: ${warm.toFixed(1)} s`);
}
process.exit(0);
