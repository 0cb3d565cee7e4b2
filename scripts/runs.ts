/** How many cases a property test runs: 200 in `npm test`, the full count in `npm run test:deep`. */
export function runs(full: number): number {
  return process.env["PORTICO_DEEP"] === "1" ? full : Math.min(full, 200);
}
