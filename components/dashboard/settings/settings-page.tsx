"use client";

import { useRef, useState } from "react";
import { FormProvider, useWatch } from "react-hook-form";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { cx } from "@/components/ui/cx";
import type { PortalConfiguration } from "@/lib/portal/configuration";
import { BillingSection } from "./billing-section";
import { CancelSection } from "./cancel-section";
import { ConflictNotice } from "./conflict-notice";
import { ErrorSummary } from "./error-summary";
import { FailureNotice } from "./failure-notice";
import { HomeSection } from "./home-section";
import { InvoiceSection } from "./invoice-section";
import { MailSection } from "./mail-section";
import { PageSection } from "./page-section";
import { PauseSection } from "./pause-section";
import { PaymentSection } from "./payment-section";
import { PlanSection } from "./plan-section";
import { PreviewPane } from "./preview-pane";
import { ResubscribeSection } from "./resubscribe-section";
import { SaveBar } from "./save-bar";
import { mergeChanges } from "./setting-table";
import type { PreviewFrame, SavedSettings, SaveSettings, Sellable } from "./settings-types";
import { SitesSection } from "./sites-section";
import { useLeaveGuard } from "./use-leave-guard";
import { type SettingsForm, useSettingsForm } from "./use-settings-form";
import { type View, ViewSwitch } from "./view-switch";

type Props = {
  readonly merchant: string;
  readonly configuration: string;
  readonly current: SavedSettings;
  readonly sellable: Sellable;
  readonly loginUrl: string;
  readonly canMail: boolean;
  readonly readOnly: boolean;
  readonly frame: PreviewFrame;
  readonly save: SaveSettings;
};

/** What customers see and may do: the settings, and the portal itself beside them. */
export function SettingsPage(props: Props) {
  const { merchant, configuration, current, save, frame, sellable } = props;
  const settings = useSettingsForm({ merchant, configuration, current, save });
  const [view, setView] = useState<View>("settings");
  return (
    <FormProvider {...settings.form}>
      <div className="min-[1100px]:grid min-[1100px]:grid-cols-[minmax(0,38rem)_minmax(20rem,1fr)] min-[1100px]:gap-10">
        <div className={cx(view === "preview" && "max-[1099px]:hidden")}>
          <h1 className="font-semibold text-2xl tracking-tight">Portal settings</h1>
          <p className="mt-1 mb-6 text-soft">
            What customers of {frame.name} see and can do by themselves.
          </p>
          <Editor {...props} settings={settings} onView={setView} />
        </div>
        <div
          className={cx(
            "min-[1100px]:sticky min-[1100px]:top-6 min-[1100px]:h-[calc(100dvh-3rem)] max-[1099px]:h-[calc(100dvh-5rem)] max-[1099px]:min-h-[30rem]",
            view === "settings" && "max-[1099px]:hidden",
          )}
        >
          <PreviewPane frame={frame} sellable={sellable} onView={setView} />
        </div>
      </div>
    </FormProvider>
  );
}

type EditorProps = Props & {
  readonly settings: SettingsForm;
  readonly onView: (view: View) => void;
};

function Editor(props: EditorProps) {
  const { settings, readOnly, onView, frame, sellable, loginUrl, canMail } = props;
  const { isDirty, problems, state } = settings;
  const summary = useRef<HTMLDivElement>(null);
  const [asksDiscard, setAsksDiscard] = useState(false);
  const showProblems = () => requestAnimationFrame(() => summary.current?.focus());
  return (
    <form
      noValidate
      aria-label="Portal settings"
      onSubmit={(event) => {
        event.preventDefault();
        if (settings.theirs === null) settings.save(showProblems);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isDirty || event.defaultPrevented) return;
        // Or the browser lets the same key close the question again.
        event.preventDefault();
        setAsksDiscard(true);
      }}
    >
      <ErrorSummary ref={summary} problems={problems} />
      {state.kind === "failed" && problems.length === 0 && settings.theirs === null && (
        <FailureNotice problem={state.problem} />
      )}
      <Conflict settings={settings} onInvalid={showProblems} />
      <fieldset disabled={readOnly} className="min-w-0 space-y-5">
        <legend className="sr-only">Portal settings</legend>
        <PlanSection sellable={sellable} />
        <CancelSection />
        <PauseSection />
        <ResubscribeSection />
        <HomeSection />
        <PaymentSection />
        <InvoiceSection />
        <BillingSection />
        <MailSection loginUrl={loginUrl} canMail={canMail} merchantName={frame.name} />
        <SitesSection />
        <PageSection />
      </fieldset>
      <SaveBar
        state={state}
        isDirty={isDirty}
        isOutdated={settings.theirs !== null}
        onDiscard={() => setAsksDiscard(true)}
        preview={<ViewSwitch to="preview" isShort={isDirty} onChange={onView} />}
      />
      <DiscardDialog
        open={asksDiscard}
        onDiscard={settings.discard}
        onClose={() => setAsksDiscard(false)}
      />
      <LeaveDialog isDirty={isDirty} />
    </form>
  );
}

type ConflictProps = { readonly settings: SettingsForm; readonly onInvalid: () => void };

/** Apart, so that only it is drawn anew with every letter typed. */
function Conflict({ settings, onInvalid }: ConflictProps) {
  const { control } = settings.form;
  const mine = useWatch({ control, compute: (values: PortalConfiguration) => values });
  if (settings.theirs === null) return null;
  return (
    <ConflictNotice
      theirs={settings.theirs.document}
      mine={mine}
      isBusy={settings.state.kind === "saving"}
      merged={mergeChanges(settings.base, mine, settings.theirs.document)}
      onGoOn={settings.goOn}
      onOverwrite={() => settings.overwrite(onInvalid)}
    />
  );
}

type DiscardProps = {
  readonly open: boolean;
  readonly onDiscard: () => void;
  readonly onClose: () => void;
};

function DiscardDialog({ open, onDiscard, onClose }: DiscardProps) {
  return (
    <ConfirmDialog
      open={open}
      title="Discard your changes?"
      confirm="Discard"
      cancel="Keep editing"
      onCancel={onClose}
      onConfirm={() => {
        onDiscard();
        onClose();
      }}
    >
      <p>The settings go back to how they were last saved.</p>
    </ConfirmDialog>
  );
}

function LeaveDialog({ isDirty }: { isDirty: boolean }) {
  const { exit, stay } = useLeaveGuard(isDirty);
  return (
    <ConfirmDialog
      open={exit !== null}
      title="Leave without saving?"
      confirm="Leave"
      cancel="Stay here"
      onCancel={stay}
      onConfirm={() => exit?.()}
    >
      <p>Your unsaved changes to these settings would be lost.</p>
    </ConfirmDialog>
  );
}
