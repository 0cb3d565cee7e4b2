/**
 * Makes `name` once per process. Next bundles pages, route handlers, proxy.ts and instrumentation.ts apart,
 * each with its own copy of a module's variables; only globalThis is shared.
 */
export function once<T>(name: string, make: () => T): T {
  const key = Symbol.for(`portico.${name}`);
  const shared = globalThis as unknown as Record<symbol, { value: T } | undefined>;
  const held = shared[key] ?? { value: make() };
  shared[key] = held;
  return held.value;
}
