import { Body } from "@react-email/body";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Heading } from "@react-email/heading";
import { Html } from "@react-email/html";
import { render } from "@react-email/render";
import { Text } from "@react-email/text";
import { catalogueFor } from "../../i18n/catalogue";
import { pickLocale } from "../../i18n/pick-locale";
import { translatorFor } from "../../i18n/translator";
import * as styles from "./mail-styles";
import { darkRules, mailTheme } from "./mail-theme";

type Words = {
  readonly lang: string;
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
};

/** A mail to a member about something that happened, `reason` being why; `values` are shown literally. */
export async function renderNoticeMail(
  notice: "webhook_disabled",
  reason: "gone" | "failing",
  values: { readonly merchant: string; readonly host: string; readonly endpoint: string },
): Promise<{ subject: string; html: string; text: string }> {
  const locale = pickLocale([], null);
  const t = translatorFor(locale);
  const words = {
    lang: catalogueFor(locale).locale,
    subject: t(`mail.${notice}.subject`, values),
    heading: t(`mail.${notice}.heading`),
    paragraphs: [t(`mail.${notice}.${reason}`, values), t(`mail.${notice}.next`, values)],
  };
  return renderWords(words);
}

/** A mail to an owner: what was charged for a change is not what its customer was shown. */
export async function renderDiffersMail(
  values: Readonly<
    Record<"merchant" | "customer" | "record" | "invoice" | "shown" | "charged", string>
  >,
): Promise<{ subject: string; html: string; text: string }> {
  const locale = pickLocale([], null);
  const t = translatorFor(locale);
  return renderWords({
    lang: catalogueFor(locale).locale,
    subject: t("mail.record_differs.subject", values),
    heading: t("mail.record_differs.heading"),
    paragraphs: [t("mail.record_differs.body", values), t("mail.record_differs.next", values)],
  });
}

/** A mail to an owner: Stripe refuses the key that the merchant's portal works with. */
export async function renderKeyRefusedMail(
  values: Readonly<{ merchant: string; mode: "live" | "test" }>,
): Promise<{ subject: string; html: string; text: string }> {
  const locale = pickLocale([], null);
  const t = translatorFor(locale);
  return renderWords({
    lang: catalogueFor(locale).locale,
    subject: t("mail.key_refused.subject", values),
    heading: t("mail.key_refused.heading"),
    paragraphs: [t("mail.key_refused.body", values), t("mail.key_refused.next")],
  });
}

async function renderWords(words: Words) {
  const { subject, heading, paragraphs } = words;
  const html = await render(<NoticeMail {...words} />);
  return { subject, html, text: `${["Portico", heading, ...paragraphs].join("\n\n")}\n` };
}

function NoticeMail({ lang, subject, heading, paragraphs }: Words) {
  return (
    <Html lang={lang} dir="ltr">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style>{darkRules(mailTheme(null))}</style>
      </Head>
      <Body style={styles.paper}>
        <Container className="mail-card" style={styles.card}>
          <Text className="mail-soft" style={styles.sender}>
            Portico
          </Text>
          <Heading as="h1" className="mail-ink" style={styles.heading}>
            {heading}
          </Heading>
          {paragraphs.map((paragraph) => (
            <Text key={paragraph} className="mail-ink" style={styles.paragraph}>
              {paragraph}
            </Text>
          ))}
        </Container>
      </Body>
    </Html>
  );
}
