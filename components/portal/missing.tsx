"use client";

import { useParams } from "next/navigation";
import { ButtonLink } from "@/components/ui/button-link";
import { translatorFor } from "@/lib/i18n/translator";
import { NoticePage } from "./notice-page";
import { homePath } from "./paths";

/** An id or a page that this customer's portal has not, and the way back into it. */
export function Missing() {
  const { merchant } = useParams();
  const t = translatorFor("en");
  return (
    <NoticePage
      code="resource_missing"
      title={t("refused.resource_missing.title")}
      body={t("refused.resource_missing.body")}
    >
      {typeof merchant === "string" && (
        <ButtonLink tone="primary" href={homePath(`/p/${merchant}`)}>
          {t("result.back")}
        </ButtonLink>
      )}
    </NoticePage>
  );
}
