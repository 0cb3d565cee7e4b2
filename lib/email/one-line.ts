/** Control characters, halves of characters, line and paragraph separators, and marks that turn the direction of what follows. */
const unprintable =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]+/gu;

/** `text` as one line that shows what it says: nothing that breaks it, hides in it or turns it round; cut to `limit` characters. */
export function oneLine(text: string, limit: number): string {
  const line = text.replace(unprintable, " ").replace(/\s+/g, " ").trim();
  return Array.from(line).slice(0, limit).join("").trim();
}
