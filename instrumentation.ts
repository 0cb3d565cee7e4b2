/** Runs once when the server starts: makes odd requests readable, checks the environment, begins the work between requests. */
export async function register(): Promise<void> {
  // Next compiles this file for its edge runtime too, where there is no database; the condition drops it there.
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { repairTargets } = await import("./lib/http/repair-target");
  repairTargets();
  const { startWorkers } = await import("./lib/workers");
  startWorkers();
}
