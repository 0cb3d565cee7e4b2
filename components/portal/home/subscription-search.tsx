"use client";

import { Search } from "lucide-react";
import Form from "next/form";
import { useTranslations } from "use-intl/react";
import { buttonStyle } from "@/components/ui/button-style";
import { TextInput } from "@/components/ui/text-input";
import { subscriptionsPath } from "../paths";
import { usePortal } from "../portal-context";
import { longestQuery } from "../view-part";

/** Looks through all of a customer's subscriptions, those that are not shown too. Works without a script. */
export function SubscriptionSearch({ query = null }: { readonly query?: string | null }) {
  const { frame } = usePortal();
  const t = useTranslations("subscriptions");
  return (
    <search>
      <Form
        action={subscriptionsPath(frame.base)}
        prefetch={false}
        className="mb-4 flex gap-2"
        key={query}
      >
        <TextInput
          type="search"
          name="q"
          defaultValue={query ?? ""}
          maxLength={longestQuery}
          required
          aria-label={t("search")}
          placeholder={t("search")}
          autoComplete="off"
          className="min-w-0 flex-1"
        />
        <button type="submit" className={buttonStyle("plain")}>
          <Search aria-hidden="true" className="size-4" />
          <span className="max-frame:sr-only">{t("searchButton")}</span>
        </button>
      </Form>
    </search>
  );
}
