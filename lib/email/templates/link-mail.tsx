import { Body } from "@react-email/body";
import { Button } from "@react-email/button";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Heading } from "@react-email/heading";
import { Hr } from "@react-email/hr";
import { Html } from "@react-email/html";
import { Img } from "@react-email/img";
import { Preview } from "@react-email/preview";
import { Section } from "@react-email/section";
import { Text } from "@react-email/text";
import type { LinkWords } from "./link-words";
import * as styles from "./mail-styles";
import { darkRules, type MailTheme } from "./mail-theme";

type Props = {
  readonly words: LinkWords;
  readonly link: string;
  readonly logoUrl: string | null;
  readonly theme: MailTheme;
};

/** A link and a code that prove a mailbox, in the sender's look. 600 px wide at most, light and dark. */
export function LinkMail({ words, link, logoUrl, theme }: Props) {
  return (
    <Html lang={words.lang} dir="ltr">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{words.subject}</title>
        <style>{darkRules(theme)}</style>
      </Head>
      <Preview>{words.intro}</Preview>
      <Body style={styles.paper}>
        <Container className="mail-card" style={styles.card}>
          <Sender name={words.sender} logoUrl={logoUrl} />
          <Heading as="h1" className="mail-ink" style={styles.heading}>
            {words.heading}
          </Heading>
          <Text className="mail-ink" style={styles.paragraph}>
            {words.intro}
          </Text>
          <Section style={{ marginBottom: 32 }}>
            <Button href={link} className="mail-button" style={styles.button(theme)}>
              {words.button}
            </Button>
          </Section>
          <Text className="mail-soft" style={styles.small}>
            {words.codeHint}
          </Text>
          <Text className="mail-ink mail-sunken" style={styles.code}>
            {words.code}
          </Text>
          <Text className="mail-soft" style={styles.small}>
            {words.life}
          </Text>
          <Hr className="mail-line" style={styles.rule} />
          <Text className="mail-soft" style={styles.small}>
            {words.ignore}
          </Text>
          <Text className="mail-soft" style={styles.small}>
            {words.copy}{" "}
            <a href={link} className="mail-link" style={styles.link(theme)}>
              {link}
            </a>
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

/** The name is always there in text: many readers show no image before they are asked to. */
function Sender({ name, logoUrl }: { name: string; logoUrl: string | null }) {
  return (
    <>
      {logoUrl === null ? null : (
        <Img src={logoUrl} alt="" height="32" style={{ maxWidth: 240, marginBottom: 12 }} />
      )}
      <Text className="mail-soft" style={styles.sender}>
        {name}
      </Text>
    </>
  );
}
