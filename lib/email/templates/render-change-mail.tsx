import { Body } from "@react-email/body";
import { Button } from "@react-email/button";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Heading } from "@react-email/heading";
import { Hr } from "@react-email/hr";
import { Html } from "@react-email/html";
import { Img } from "@react-email/img";
import { Preview } from "@react-email/preview";
import { render } from "@react-email/render";
import { Section } from "@react-email/section";
import { Text } from "@react-email/text";
import { catalogueFor } from "../../i18n/catalogue";
import type { RecordWords, Row } from "../../i18n/record-words";
import { translatorFor } from "../../i18n/translator";
import { oneLine } from "../one-line";
import * as styles from "./mail-styles";
import { darkRules, type MailTheme, mailTheme } from "./mail-theme";

type ChangeMail = {
  readonly words: RecordWords;
  /** The merchant's name for customers; shown literally. */
  readonly senderName: string;
  /** `#rrggbb`; null and anything else mean Portico's own. */
  readonly accent: string | null;
  readonly logoUrl: string | null;
  /** The page of the change: no credential is in it. */
  readonly link: string;
  readonly canUndo: boolean;
  readonly locale: string;
};

/** The mail about a change its customer made: what was shown, when it takes effect, the invoice, how to undo it. */
export async function renderChangeMail(
  mail: ChangeMail,
): Promise<{ subject: string; html: string; text: string }> {
  const words = wordsOf(mail);
  const theme = mailTheme(mail.accent);
  const html = await render(
    <ChangeMailBody words={words} link={mail.link} logoUrl={mail.logoUrl} theme={theme} />,
  );
  return { subject: words.subject, html, text: plainText(words, mail.link) };
}

function wordsOf({ words, senderName, canUndo, locale }: ChangeMail) {
  const t = translatorFor(locale);
  const sender = oneLine(senderName, 200);
  const title = oneLine(words.title, 200);
  const { shown, done } = words;
  return {
    lang: catalogueFor(locale).locale,
    sender,
    title,
    subject: t("mail.record.subject", { title, sender }),
    intro: t("mail.record.intro", { sender }),
    facts: [
      { term: t("record.when"), value: words.when },
      { term: t("record.effect"), value: words.effect },
    ],
    parts: [
      { heading: t("record.shown"), rows: shown },
      { heading: t("record.done"), rows: done },
    ].filter(({ rows }) => rows.length > 0),
    agreement: words.agreement,
    undo: canUndo ? t("mail.record.undo") : null,
    button: t("mail.record.button"),
    ignore: t("mail.record.ignore", { sender }),
  };
}

type Words = ReturnType<typeof wordsOf>;

function plainText(words: Words, link: string): string {
  const { sender, title, intro, facts, parts, agreement, undo, button, ignore } = words;
  const list = (rows: readonly Row[]) => rows.map(({ term, value }) => `${term}: ${value}`);
  const blocks = [
    sender,
    title,
    intro,
    list(facts).join("\n"),
    ...parts.map(({ heading, rows }) => [heading, ...list(rows)].join("\n")),
    ...(agreement === null ? [] : [agreement]),
    ...(undo === null ? [] : [undo]),
    `${button}:\n${link}`,
    ignore,
  ];
  return `${blocks.join("\n\n")}\n`;
}

type BodyProps = {
  readonly words: Words;
  readonly link: string;
  readonly logoUrl: string | null;
  readonly theme: MailTheme;
};

function ChangeMailBody({ words, link, logoUrl, theme }: BodyProps) {
  const { lang, subject, sender, title, intro, facts, parts, agreement, undo } = words;
  return (
    <Html lang={lang} dir="ltr">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style>{darkRules(theme)}</style>
      </Head>
      <Preview>{intro}</Preview>
      <Body style={styles.paper}>
        <Container className="mail-card" style={styles.card}>
          {logoUrl === null ? null : (
            <Img src={logoUrl} alt="" height="32" style={{ maxWidth: 240, marginBottom: 12 }} />
          )}
          <Paragraph text={sender} look={styles.sender} soft />
          <Heading as="h1" className="mail-ink" style={styles.heading}>
            {title}
          </Heading>
          <Paragraph text={intro} look={styles.paragraph} />
          <Rows rows={facts} />
          {parts.map(({ heading, rows }) => (
            <Section key={heading}>
              <Heading as="h2" className="mail-ink" style={styles.subheading}>
                {heading}
              </Heading>
              <Rows rows={rows} />
            </Section>
          ))}
          {agreement !== null && <Paragraph text={agreement} look={styles.paragraph} />}
          {undo !== null && <Paragraph text={undo} look={styles.paragraph} />}
          <Button href={link} className="mail-button" style={styles.button(theme)}>
            {words.button}
          </Button>
          <Hr className="mail-line" style={styles.rule} />
          <Paragraph text={words.ignore} look={styles.small} soft />
        </Container>
      </Body>
    </Html>
  );
}

type ParagraphProps = {
  readonly text: string;
  readonly look: React.CSSProperties;
  readonly soft?: boolean;
};

function Paragraph({ text, look, soft = false }: ParagraphProps) {
  return (
    <Text className={soft ? "mail-soft" : "mail-ink"} style={look}>
      {text}
    </Text>
  );
}

/** A table, since not every reader knows how to lay anything else out. */
function Rows({ rows }: { rows: readonly Row[] }) {
  return (
    <table role="presentation" width="100%" style={styles.rows}>
      <tbody>
        {rows.map(({ term, value }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: Stripe may send two equal lines
          <tr key={index}>
            <td className="mail-soft" style={styles.term}>
              {term}
            </td>
            <td className="mail-ink" style={styles.value}>
              {value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
