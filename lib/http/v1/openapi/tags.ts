/** The chapters of the reference: the paths of each begin alike. The first that fits counts. */
const chapters = [
  {
    prefix: "/v1/billing_portal/sessions",
    name: "Portal sessions",
    description: "A session's `url` opens the portal for one customer. Stripe's object.",
  },
  {
    prefix: "/v1/billing_portal/configurations",
    name: "Portal configurations",
    description: "What customers see and may do. Stripe's object, with ours under `portico`.",
  },
  {
    prefix: "/v1/billing/feedback_options",
    name: "Feedback options",
    description: "Your own reasons for a cancellation. Stripe's object.",
  },
  {
    prefix: "/v1/events",
    name: "Events",
    description: "What happened: Stripe's three events of the portal, and ours.",
  },
  {
    prefix: "/v1/portico/change_records",
    name: "Change records",
    description:
      "What a customer was shown, what Stripe did, and whether the two agree. Ours alone.",
  },
  {
    prefix: "/v1/webhook_endpoints",
    name: "Webhook endpoints",
    description: "Where events are sent. Stripe's object.",
  },
  {
    prefix: "/v1/portico/webhook_deliveries",
    name: "Webhook deliveries",
    description: "What was sent where, and what was answered. Ours alone.",
  },
  {
    prefix: "/v1/portico/configurations",
    name: "Configurations as documents",
    description: "Whole configurations, taken along and put elsewhere. Ours alone.",
  },
] as const;

/** Every chapter that one of `paths` belongs to, in the order of the reference. */
export function describeTags(paths: readonly string[]) {
  const used = new Set(paths.map(tagOf));
  const known = chapters.filter(({ name }) => used.has(name));
  const others = [...used].filter((name) => !known.some((chapter) => chapter.name === name));
  return [
    ...known.map(({ name, description }) => ({ name, description })),
    ...others.map((name) => ({ name })),
  ];
}

/** The chapter of a path; what belongs to none is named by its own first words. */
export function tagOf(path: string): string {
  const chapter = chapters.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`));
  return chapter?.name ?? path.split("/").slice(2, 4).join("/");
}
