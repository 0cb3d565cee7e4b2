/** The path of a configuration's login page: the portal's own for the default one. */
export function loginPath(
  segment: string,
  configuration: { readonly id: string; readonly isDefault: boolean },
): string {
  return configuration.isDefault ? `/p/${segment}` : `/p/${segment}/login/${configuration.id}`;
}
