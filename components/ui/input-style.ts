/** One look for everything that is typed into or chosen from. */
export const inputStyle =
  "block w-full min-h-11 pointer-fine:min-h-10 rounded-lg border border-strong/70 bg-raised px-3 py-2 text-[0.9375rem] text-ink " +
  "placeholder:text-faint motion-safe:transition-colors not-disabled:hover:border-strong aria-invalid:border-bad " +
  "[&[readonly]]:bg-sunken disabled:cursor-default disabled:bg-sunken disabled:text-soft";
