/** The longest text of each field, in characters: what forms say with `maxLength` and doors insist on. */
export const longest = {
  comment: 500,
  name: 256,
  phone: 20,
  email: 254,
  line: 200,
  city: 100,
  postalCode: 20,
  promotionCode: 100,
  next: 500,
} as const;
