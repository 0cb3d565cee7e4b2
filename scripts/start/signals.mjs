/** @type {Set<import("node:child_process").ChildProcess>} */
const children = new Set();
const passed = ["SIGINT", "SIGTERM", "SIGHUP"];
const exitCodes = {
  SIGHUP: 129,
  SIGINT: 130,
  SIGABRT: 134,
  SIGKILL: 137,
  SIGSEGV: 139,
  SIGTERM: 143,
};
let firstAtMs;

/**
 * From now on `child` gets our signals. The first one is passed on and the child ends in its own time; one
 * that comes a second later kills it. Ctrl-C under npm arrives several times at once: that counts as one.
 * @param {import("node:child_process").ChildProcess} child
 */
export function passSignalsTo(child) {
  if (children.size === 0) for (const signal of passed) process.on(signal, pass);
  children.add(child);
  child.once("exit", () => {
    children.delete(child);
    if (children.size === 0) for (const signal of passed) process.off(signal, pass);
  });
}

/**
 * Under `npm start` a shell stands between npm and us; a signal to npm kills that shell and never gets
 * here. So when our parent is gone, that counts as SIGTERM.
 */
export function stopWithParent() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    pass("SIGTERM");
  }, 200);
  watch.unref();
}

/** Whether we were asked to stop. */
export function isStopping() {
  return firstAtMs !== undefined;
}

/**
 * The exit code for a child's end, by the shells' convention when a signal ended it.
 * @param {number | null} code
 * @param {string | null} signal
 */
export function exitCodeOf(code, signal) {
  return code ?? exitCodes[signal] ?? 1;
}

function pass(signal) {
  const nowMs = performance.now();
  if (firstAtMs === undefined) {
    firstAtMs = nowMs;
    for (const child of children) child.kill(signal);
  } else if (nowMs - firstAtMs > 1000) {
    for (const child of children) child.kill("SIGKILL");
  }
}
