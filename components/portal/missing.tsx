import { translatorFor } from "@/lib/i18n/translator";
import { MissingLink } from "./missing-link";
import { NoticePage } from "./notice-page";

/** An id or a page that this customer's portal has not, and the way back into it. Said by the server alone. */
export function Missing() {
  const t = translatorFor("en");
  return (
    <NoticePage
      code="resource_missing"
      title={t("refused.resource_missing.title")}
      body={t("refused.resource_missing.body")}
    >
      <MissingLink text={t("result.back")} />
    </NoticePage>
  );
}
