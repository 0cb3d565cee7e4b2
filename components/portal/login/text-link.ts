/** A way on that is no button: a line of its own that can be hit with a thumb. */
export const textLink =
  "inline-flex min-h-11 cursor-pointer items-center gap-1.5 font-medium text-accent-text text-sm hover:underline";
