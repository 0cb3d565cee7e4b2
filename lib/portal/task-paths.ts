/** The portal's tasks, by the path that follows its base. */
export const taskPaths = {
  billing: "/billing",
  /** What is shown when the task a session was made for is done. */
  done: "/done",
  subscribe: "/subscribe",
  begin: (price: string) => `/subscribe/${price}`,
  payment: "/payment",
  cancel: (subscription: string) => `/subscriptions/${subscription}/cancel`,
  change: (subscription: string) => `/subscriptions/${subscription}/change`,
  confirm: (subscription: string, price: string) =>
    `/subscriptions/${subscription}/change/${price}`,
  quantity: (subscription: string) => `/subscriptions/${subscription}/quantity`,
  coupon: (subscription: string) => `/subscriptions/${subscription}/coupon`,
  pause: (subscription: string) => `/subscriptions/${subscription}/pause`,
  resume: (subscription: string) => `/subscriptions/${subscription}/resume`,
  resubscribe: (subscription: string) => `/subscriptions/${subscription}/resubscribe`,
  resubscribePlans: (subscription: string) => `/subscriptions/${subscription}/resubscribe/plans`,
  pay: (invoice: string) => `/invoices/${invoice}/pay`,
  changes: "/changes",
  record: (record: string) => `/changes/${record}`,
} as const;
