/** Who works at the demo's merchant: one of each role. Made at start, in the demo alone. */
export const demoMembers = {
  owner: { email: "owner@acme.example", name: "Dana Owner" },
  admin: { email: "admin@acme.example", name: "Ari Admin" },
  viewer: { email: "viewer@acme.example", name: "Vic Viewer" },
} as const;
