/** Unix milliseconds by the browser's monotonic clock, so that a countdown never jumps. */
export function nowMs(): number {
  return performance.timeOrigin + performance.now();
}
