/** Markup whose text was escaped. Only `html` makes it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Builds markup: text is escaped, markup goes in as it is. */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly (string | Markup | readonly Markup[])[]
): Markup {
  const parts = strings.map((text, index) => text + render(values[index] ?? ""));
  return new Markup(parts.join(""));
}

function render(value: string | Markup | readonly Markup[]): string {
  if (typeof value === "string") return escapeHtml(value);
  return value instanceof Markup ? value.text : value.map(({ text }) => text).join("");
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text that cannot leave the element or attribute it stands in. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => entities[letter] ?? "");
}
