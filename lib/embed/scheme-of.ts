import type { Scheme } from "./messages";

/**
 * The colours a page is drawn in, by its text colour as computed: where the text is light the ground is dark, whether
 * the page says so (`color-scheme`, a meta element) or merely paints itself. Reads `rgb()` and `color(srgb …)`.
 */
export function schemeOf(textColor: string): Scheme {
  const most = textColor.startsWith("rgb") ? 255 : 1;
  const channels = textColor.match(/[\d.]+(?:e-?\d+)?/g) ?? [];
  const [red = 0, green = 0, blue = 0] = channels.map(Number);
  return 0.3 * red + 0.59 * green + 0.11 * blue > most / 2 ? "dark" : "light";
}
