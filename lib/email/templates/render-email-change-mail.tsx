import { Body } from "@react-email/body";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Heading } from "@react-email/heading";
import { Html } from "@react-email/html";
import { Img } from "@react-email/img";
import { render } from "@react-email/render";
import { Text } from "@react-email/text";
import { catalogueFor } from "../../i18n/catalogue";
import { translatorFor } from "../../i18n/translator";
import { oneLine } from "../one-line";
import * as styles from "./mail-styles";
import { darkRules, mailTheme } from "./mail-theme";

type EmailChangeMail = {
  /** The merchant's name for customers; shown literally. */
  readonly senderName: string;
  /** `#rrggbb`; null and anything else mean Portico's own. */
  readonly accent: string | null;
  readonly logoUrl: string | null;
  readonly locale: string;
} & (
  | { readonly kind: "code"; readonly code: string; readonly minutes: number }
  /** To the former mailbox; `email` is the new one, masked. */
  | { readonly kind: "told"; readonly email: string }
);

/** The mail that proves a new billing mailbox, or tells the former one that there is a new one. No link is in it. */
export async function renderEmailChangeMail(
  mail: EmailChangeMail,
): Promise<{ subject: string; html: string; text: string }> {
  const words = wordsOf(mail);
  const { senderName, accent, logoUrl, locale } = mail;
  const sender = oneLine(senderName, 200);
  const look = { lang: catalogueFor(locale).locale, sender, accent, logoUrl };
  const html = await render(<Letter {...words} {...look} />);
  const { heading, intro, code, notes } = words;
  const blocks = [sender, heading, intro, ...(code === null ? [] : [code]), ...notes];
  return { subject: words.subject, html, text: `${blocks.join("\n\n")}\n` };
}

type Words = {
  readonly subject: string;
  readonly heading: string;
  readonly intro: string;
  readonly code: string | null;
  readonly notes: readonly string[];
};

function wordsOf(mail: EmailChangeMail): Words {
  const t = translatorFor(mail.locale);
  const sender = oneLine(mail.senderName, 200);
  if (mail.kind === "told") {
    return {
      subject: t("mail.email_told.subject", { sender }),
      heading: t("mail.email_told.heading"),
      intro: t("mail.email_told.intro", { sender, email: mail.email }),
      code: null,
      notes: [t("mail.email_told.ignore", { sender })],
    };
  }
  return {
    subject: t("mail.email_code.subject", { sender }),
    heading: t("mail.email_code.heading"),
    intro: t("mail.email_code.intro", { sender }),
    code: mail.code,
    notes: [t("mail.email_code.life", { minutes: mail.minutes }), t("mail.email_code.ignore")],
  };
}

type LetterProps = Words & {
  readonly lang: string;
  readonly sender: string;
  readonly accent: string | null;
  readonly logoUrl: string | null;
};

function Letter({ lang, subject, heading, intro, code, notes, ...look }: LetterProps) {
  const { sender, accent, logoUrl } = look;
  return (
    <Html lang={lang} dir="ltr">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style>{darkRules(mailTheme(accent))}</style>
      </Head>
      <Body style={styles.paper}>
        <Container className="mail-card" style={styles.card}>
          {logoUrl === null ? null : (
            <Img src={logoUrl} alt="" height="32" style={{ maxWidth: 240, marginBottom: 12 }} />
          )}
          <Text className="mail-soft" style={styles.sender}>
            {sender}
          </Text>
          <Heading as="h1" className="mail-ink" style={styles.heading}>
            {heading}
          </Heading>
          <Text className="mail-ink" style={styles.paragraph}>
            {intro}
          </Text>
          {code !== null && (
            <Text className="mail-ink mail-sunken" style={styles.code}>
              {code}
            </Text>
          )}
          {notes.map((note) => (
            <Text key={note} className="mail-soft" style={styles.small}>
              {note}
            </Text>
          ))}
        </Container>
      </Body>
    </Html>
  );
}
