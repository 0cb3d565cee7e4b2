// `npm run sandbox -- --port 12111 [--host 127.0.0.1]`: a stateful Stripe in memory. Any sk_test_… or rk_test_…
// key opens an account of its own; events are delivered to the webhook endpoints that accounts create.
// POST /_faults scripts failures, DELETE /_faults takes them back; POST /_keys restricts a key; POST /_time moves
// an account into the future; POST /_declines has a customer's next payment declined.
import { parseArgs } from "node:util";
import { nowSeconds } from "@/lib/clock";
import { createSandbox } from "@/lib/sandbox/create-sandbox";
import { withFaults } from "@/lib/sandbox/faults";
import { createMemoryStore } from "@/lib/sandbox/memory-store";
import { createNodeServer } from "@/lib/sandbox/serve-node";
import { withTestDoors } from "@/lib/sandbox/test-doors";

type Handle = (request: Request) => Promise<Response>;

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}

function readOptions(): { host: string; port: number } {
  const options = { port: { type: "string" }, host: { type: "string" } } as const;
  const { values } = parseArgs({ options });
  const port = Number(values.port ?? 12111);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    stop(`--port must be a number from 0 to 65535, not "${values.port}".`);
  }
  return { host: values.host ?? "127.0.0.1", port };
}

function createHandle(origin: string): Handle {
  const sandbox = createSandbox({
    store: createMemoryStore(),
    clock: nowSeconds,
    origin,
    onError: (error) => console.error(error),
    // Whoever runs this server is the one who creates its webhook endpoints.
    deliver: { fetch },
  });
  return withTestDoors(withFaults(sandbox));
}

const { host, port } = readOptions();
const server = createNodeServer(async (request) => {
  const handle = await listening;
  return handle(request);
});

// The origin is known only once the server listens: the system may choose the port.
const listening = new Promise<Handle>((resolve) => {
  server.listen(port, host, () => {
    const address = server.address();
    const bound = typeof address === "object" && address !== null ? address.port : port;
    const origin = `http://${host.includes(":") ? `[${host}]` : host}:${bound}`;
    resolve(createHandle(origin));
    console.log(`Listening on ${origin}`);
  });
});

server.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EADDRINUSE") stop(`Port ${port} is in use: pass another with --port.`);
  stop(`The sandbox cannot listen on ${host}:${port}: ${error.message}`);
});

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), 3000).unref();
  });
}
