"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { TextInput } from "@/components/ui/text-input";
import { callAuth } from "./call-auth";
import { sayWhy } from "./say-why";
import { slugOf } from "./slug-of";

const faults: Record<string, string> = {
  email: "This does not look like an email address.",
  name: "Type the name your customers know, at most 100 letters.",
  slug: "3 to 40 small letters, digits or hyphens; a few words are taken by Portico itself.",
};

/** Email, business and its place in addresses; the token never leaves the fragment but to our own door. */
export function SetupForm() {
  const id = useId();
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [ownSlug, setOwnSlug] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<{ param: string | null; code: string } | null>(null);
  const slug = ownSlug ?? slugOf(name);
  const faultOf = (field: string) => (wrong?.param === field ? faults[field] : undefined);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const token = window.location.hash.slice(1);
    const answer = await callAuth("setup", { token, email, name, slug });
    if (answer.ok) return window.location.assign(answer.url ?? "/dashboard");
    setBusy(false);
    setWrong({ param: answer.param, code: answer.code });
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <Field id={`${id}-email`} label="Your email" error={faultOf("email")}>
        {(control) => (
          <TextInput
            {...control}
            type="email"
            autoComplete="email"
            value={email}
            onChange={({ target }) => setEmail(target.value)}
          />
        )}
      </Field>
      <Field id={`${id}-name`} label="Name of your business" error={faultOf("name")}>
        {(control) => (
          <TextInput
            {...control}
            autoComplete="organization"
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        )}
      </Field>
      <Field
        id={`${id}-slug`}
        label="Short name for addresses"
        error={faultOf("slug")}
        help={`Your customers' login page will be /p/${slug || "your-business"}. It cannot be changed later.`}
      >
        {(control) => (
          <TextInput
            {...control}
            autoCapitalize="none"
            spellCheck={false}
            value={slug}
            onChange={({ target }) => setOwnSlug(target.value)}
          />
        )}
      </Field>
      <div aria-live="polite">
        {wrong !== null && faultOf(wrong.param ?? "") === undefined && (
          <Notice tone="warn">{sayWhy(wrong.code)}</Notice>
        )}
      </div>
      <Button type="submit" tone="primary" busy={busy} className="w-full">
        Become the owner
      </Button>
    </form>
  );
}
