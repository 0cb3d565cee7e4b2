import { readCookies } from "../cookie";

/**
 * next-auth's own cookies among those a browser sent, decoded; `isWanted` may leave some out. What cannot be decoded
 * was not set by us.
 */
export function nextAuthCookies(
  header: string | null,
  isWanted: (name: string, value: string) => boolean,
): Record<string, string> {
  const pairs = readCookies(header).flatMap(({ name, value: sent }): [string, string][] => {
    const value = /^(?:__(?:Secure|Host)-)?next-auth\./.test(name) ? decode(sent) : null;
    return value !== null && isWanted(name, value) ? [[name, value]] : [];
  });
  return Object.fromEntries(pairs);
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
