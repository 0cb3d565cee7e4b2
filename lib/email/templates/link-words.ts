import { catalogueFor } from "../../i18n/catalogue";
import { translatorFor } from "../../i18n/translator";
import { oneLine } from "../one-line";

type Asked = {
  readonly audience: "customer" | "member";
  readonly senderName: string;
  readonly pin: string;
  readonly minutes: number;
  readonly locale: string;
};

/** Every text of a link mail, in the reader's language. */
export function linkWords({ audience, senderName, pin, minutes, locale }: Asked) {
  const t = translatorFor(locale);
  const sender = oneLine(senderName, 200);
  return {
    lang: catalogueFor(locale).locale,
    sender,
    subject: t(`mail.${audience}.subject`, { sender }),
    heading: t(`mail.${audience}.heading`),
    intro: t(`mail.${audience}.intro`, { sender }),
    button: t(`mail.${audience}.button`),
    codeHint: t("mail.codeHint"),
    code: `${pin.slice(0, 3)} ${pin.slice(3)}`,
    life: t("mail.life", { minutes }),
    ignore: t("mail.ignore"),
    copy: t("mail.copy"),
  };
}

export type LinkWords = ReturnType<typeof linkWords>;
