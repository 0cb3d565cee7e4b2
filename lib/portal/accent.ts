type Rgb = readonly [number, number, number];

const black: Rgb = [0, 0, 0];
const white: Rgb = [255, 255, 255];
/** The surfaces of globals.css that text stands on. */
const lightPaper: Rgb = [252, 251, 249];
const darkCard: Rgb = [30, 29, 26];

/** One scheme's colours: a surface, the ink on it, and a colour for text. All `#rrggbb`. */
type Accent = { readonly surface: string; readonly ink: string; readonly text: string };

/**
 * The merchant's accent in colours that keep WCAG AA, for light and for dark. Mixed towards black or white only
 * as far as needed, so that it stays theirs. Null (Portico's own) and anything but `#rrggbb` give none.
 */
export function accentColors(accent: string | null): { light: Accent; dark: Accent } | null {
  const color = accent === null ? null : parse(accent);
  if (color === null) return null;
  const light = mixUntil(color, black, (mixed) => contrast(mixed, lightPaper) >= 1.3);
  const dark = mixUntil(color, white, (mixed) => contrast(mixed, darkCard) >= 2);
  const lightText = mixUntil(color, black, (mixed) => contrast(mixed, lightPaper) >= 4.5);
  const darkText = mixUntil(color, white, (mixed) => contrast(mixed, darkCard) >= 4.5);
  return {
    light: { surface: format(light), ink: format(inkOn(light)), text: format(lightText) },
    dark: { surface: format(dark), ink: format(inkOn(dark)), text: format(darkText) },
  };
}

/** The same as the CSS variables of globals.css. */
export function accentVariables(accent: string | null): Record<`--${string}`, string> | null {
  const colors = accentColors(accent);
  if (colors === null) return null;
  const { light, dark } = colors;
  return {
    "--light-accent": light.surface,
    "--light-ink": light.ink,
    "--light-text": light.text,
    "--dark-accent": dark.surface,
    "--dark-ink": dark.ink,
    "--dark-text": dark.text,
  };
}

function inkOn(color: Rgb): Rgb {
  return contrast(color, white) >= 4.5 ? white : black;
}

function parse(text: string): Rgb | null {
  const [, red, green, blue] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text) ?? [];
  if (red === undefined || green === undefined || blue === undefined) return null;
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
}

function format(color: Rgb): string {
  return `#${color.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}

function mixUntil(color: Rgb, towards: Rgb, suffices: (mixed: Rgb) => boolean): Rgb {
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = mix(color, towards, share);
    if (suffices(mixed)) return mixed;
  }
  return towards;
}

function mix([r, g, b]: Rgb, [x, y, z]: Rgb, share: number): Rgb {
  return [r + (x - r) * share, g + (y - g) * share, b + (z - b) * share];
}

/** WCAG 2 contrast ratio of two sRGB colours, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: Rgb): number {
  const [r = 0, g = 0, b = 0] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
