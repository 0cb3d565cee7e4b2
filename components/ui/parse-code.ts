export const codeLength = 6;

/** The digits of what was typed or pasted ("123 456", "Code: 123-456"), at most six, in plain figures. */
export function parseCode(text: string): string {
  return text.normalize("NFKC").replace(/\D/g, "").slice(0, codeLength);
}
