"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { startTransition, useCallback, useEffect, useState } from "react";
import { type FieldPath, type UseFormReturn, useForm } from "react-hook-form";
import { z } from "zod";
import { formConfigurationSchema, type PortalConfiguration } from "@/lib/portal/configuration";
import { listProblems, toFieldPath } from "./list-problems";
import { sayIssue } from "./say-problem";
import { findSetting } from "./setting-table";
import type { SavedSettings, SaveProblem, SaveSettings } from "./settings-types";

export type SaveState =
  | { readonly kind: "idle" }
  | { readonly kind: "saving" }
  /** Unix seconds. */
  | { readonly kind: "saved"; readonly at: number }
  /** Null: no answer came. */
  | { readonly kind: "failed"; readonly problem: SaveProblem | null };

type Options = {
  readonly merchant: string;
  readonly configuration: string;
  /** As the page was rendered last: newer than what the form began with when somebody else saved since. */
  readonly current: SavedSettings;
  readonly save: SaveSettings;
};

/** The form holds the document itself: empty texts are null, as they are stored. Zod cannot tell a schema that what comes in is whole. */
const formSchema = z.custom<PortalConfiguration>().superRefine((document, context) => {
  const { error } = formConfigurationSchema.safeParse(document, { error: sayIssue });
  for (const { path, message } of error?.issues ?? []) {
    context.addIssue({ code: "custom", path, message });
  }
});
const resolver = zodResolver(formSchema);

/**
 * The settings while they are edited. What was typed is never thrown away but by `discard` and `goOn`:
 * a refused or failed save leaves everything as it is, and `theirs` is what somebody else saved since.
 */
export function useSettingsForm({ merchant, configuration, current, save }: Options) {
  const router = useRouter();
  const [state, setState] = useState<SaveState>({ kind: "idle" });
  const form = useForm<PortalConfiguration>({
    defaultValues: current.document,
    resolver,
    mode: "onTouched",
    shouldFocusError: false,
  });
  const { isDirty, errors, submitCount } = form.formState;
  const { base, theirs, rebase } = useBase(form, current, isDirty || state.kind === "saving");

  function refuse(problem: SaveProblem) {
    setState({ kind: "failed", problem });
    if (problem.code === "configuration_outdated") startTransition(() => router.refresh());
    showRefusal(form, problem);
  }

  async function send(version: number): Promise<void> {
    const sent = structuredClone(form.getValues());
    setState({ kind: "saving" });
    const input = { merchant, configuration, version, document: sent };
    const answer = await save(input).catch(() => null);
    if (answer === null) return setState({ kind: "failed", problem: null });
    if (!answer.ok) return refuse(answer.error);
    const typed = form.getValues();
    // Typed while the save was under way: it stays, as an unsaved change.
    rebase(answer, isSame(typed, sent) ? answer.document : typed);
    setState({ kind: "saved", at: answer.saved_at });
    // Or the Back button would bring the page as it was before.
    startTransition(() => router.refresh());
  }

  function submit(version: number, onInvalid: () => void) {
    if (state.kind === "saving") return;
    setState({ kind: "idle" });
    void form.handleSubmit(() => send(version), onInvalid)();
  }

  function restart(saved: SavedSettings, values: PortalConfiguration) {
    rebase(saved, values);
    setState({ kind: "idle" });
  }

  return {
    form,
    state,
    isDirty,
    base: base.document,
    problems: submitCount > 0 ? listProblems(errors) : [],
    theirs,
    /** `onInvalid` is told when the form itself stands in the way. */
    save: (onInvalid: () => void) => submit(base.version, onInvalid),
    overwrite: (onInvalid: () => void) => submit(current.version, onInvalid),
    discard: () => restart(base, base.document),
    /** Goes on from what somebody else saved, with `values` in the form: theirs, or both together. */
    goOn: (values: PortalConfiguration) => restart(current, values),
  };
}

/**
 * What the form began with. A page that was rendered anew with something newer becomes the base at once while the form
 * is idle; else it is `theirs`, until `rebase` says from which of the two to go on, and with which values.
 */
function useBase(
  form: UseFormReturn<PortalConfiguration>,
  current: SavedSettings,
  isBusy: boolean,
) {
  const [base, setBase] = useState(current);
  const isNewer = current.version > base.version;
  const rebase = useCallback(
    ({ document, version }: SavedSettings, values: PortalConfiguration) => {
      setBase({ document, version });
      form.reset(document);
      if (!isSame(values, document)) form.reset(values, { keepDefaultValues: true });
    },
    [form],
  );
  useEffect(() => {
    if (isNewer && !isBusy) rebase(current, current.document);
  }, [isNewer, isBusy, current, rebase]);
  return { base, theirs: isNewer ? current : null, rebase };
}

export type SettingsForm = ReturnType<typeof useSettingsForm>;

/** Puts what the server found at the field that it found it in, if it is one. */
function showRefusal(form: UseFormReturn<PortalConfiguration>, problem: SaveProblem): void {
  const path = toFieldPath(problem.param ?? "");
  if (path === null || !isSettingPath(path)) return;
  form.setError(path, { type: problem.code, message: sayRefusal(problem) });
}

function isSame(a: PortalConfiguration, b: PortalConfiguration): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isSettingPath(path: string): path is FieldPath<PortalConfiguration> {
  return findSetting(path) !== null;
}

/** Codes that stand for a sentence of ours, else what the server says. */
function sayRefusal({ code, message }: SaveProblem): string {
  return code === "url_invalid" || code === "origin_invalid" ? code : message;
}
