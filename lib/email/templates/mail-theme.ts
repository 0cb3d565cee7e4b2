import { accentColors } from "../../portal/accent";

const portico = {
  light: { surface: "#0f5b4c", ink: "#ffffff", text: "#0f5b4c" },
  dark: { surface: "#63c2ab", ink: "#06110e", text: "#6fc9b4" },
};

/** The colours of one mail: the merchant's accent, or Portico's. */
export function mailTheme(accent: string | null) {
  return accentColors(accent) ?? portico;
}

export type MailTheme = ReturnType<typeof mailTheme>;

/** Light colours stand in each element, since some readers drop style sheets; these turn them round in the dark. */
export function darkRules({ dark }: MailTheme): string {
  return `@media (prefers-color-scheme: dark) {
.mail-card { background-color: #1e1d1a !important; border-color: #32302b !important; }
.mail-ink { color: #f2efe9 !important; }
.mail-soft { color: #bbb5aa !important; }
.mail-line { border-color: #32302b !important; }
.mail-sunken { background-color: #191815 !important; border-color: #32302b !important; }
.mail-button { background-color: ${dark.surface} !important; color: ${dark.ink} !important; }
.mail-link { color: ${dark.text} !important; }
}`;
}
