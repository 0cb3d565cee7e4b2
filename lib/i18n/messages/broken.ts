/** The texts of a page that failed. Apart from the rest, since every page loads them for the case that it does. */
export const broken = {
  title: "Something went wrong",
  body: "It is our fault, not yours. Nothing was changed; please try again.",
  retry: "Try again",
  quote: "If you ask for help, quote <code>{id}</code>.",
} as const;
