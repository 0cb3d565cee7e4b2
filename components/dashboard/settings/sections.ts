/** The page's sections, in the order a customer meets what they are about. */
export const sections = {
  plan: "Change plan",
  cancel: "Cancel",
  pause: "Pause",
  resubscribe: "Subscribe again",
  home: "First page",
  payment: "Payment methods",
  invoices: "Invoices",
  billing: "Billing information",
  mail: "Sign in by mail",
  sites: "In your own pages",
  page: "Texts and links",
} as const;

export type SectionName = keyof typeof sections;
