import { render } from "@react-email/render";
import { LinkMail } from "./link-mail";
import { type LinkWords, linkWords } from "./link-words";
import { mailTheme } from "./mail-theme";

type LinkMailInput = {
  readonly audience: "customer" | "member";
  /** The merchant's name for customers, the installation's for members; shown literally. */
  readonly senderName: string;
  /** `#rrggbb`; null and anything else mean Portico's own. */
  readonly accent: string | null;
  readonly logoUrl: string | null;
  readonly link: string;
  /** 6 digits. */
  readonly pin: string;
  /** How long both work, counted from sending. */
  readonly minutes: number;
  readonly locale: string;
};

/** The mail that proves a mailbox: subject (without the code), HTML, and a plain text that says as much. */
export async function renderLinkMail(
  input: LinkMailInput,
): Promise<{ subject: string; html: string; text: string }> {
  const words = linkWords(input);
  const { link } = input;
  const logoUrl = input.logoUrl !== null && isHttps(input.logoUrl) ? input.logoUrl : null;
  const theme = mailTheme(input.accent);
  const html = await render(<LinkMail words={words} link={link} logoUrl={logoUrl} theme={theme} />);
  return { subject: words.subject, html, text: plainText(words, link) };
}

function plainText(words: LinkWords, link: string): string {
  const { sender, heading, intro, button, codeHint, code, life, ignore } = words;
  return `${[sender, heading, intro, `${button}:\n${link}`, `${codeHint}\n${code}`, life, ignore].join("\n\n")}\n`;
}

/** A mail is read anywhere: only what the whole world can fetch is shown in it. */
function isHttps(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === "https:";
}
