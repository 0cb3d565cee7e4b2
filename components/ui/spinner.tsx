/** Says "in progress" to the eye only; the text beside it says it to everybody. */
export function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="inline-block size-4 shrink-0 motion-safe:animate-spin rounded-full border-2 border-current border-r-transparent"
    />
  );
}
