/** The portal's tasks, by the path that follows its base. */
export const taskPaths = {
  billing: "/billing",
  cancel: (subscription: string) => `/subscriptions/${subscription}/cancel`,
  change: (subscription: string) => `/subscriptions/${subscription}/change`,
  confirm: (subscription: string, price: string) =>
    `/subscriptions/${subscription}/change/${price}`,
} as const;
