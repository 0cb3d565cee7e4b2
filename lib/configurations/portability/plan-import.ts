import type Stripe from "stripe";
import type { Holdings, ImportableRow } from "../../db/configuration-imports";
import type { FeedbackOptionRow } from "../../db/feedback-options";
import type { Place } from "../../db/place";
import { configurationSchema } from "../../portal/configuration";
import { type Metadata, metadataSchema } from "../../wire/metadata";
import { findDifferences } from "./find-differences";
import { configurationId, feedbackOptionId, feedbackOptionSchema } from "./portable";
import { type LeftOut, readStripeConfiguration } from "./read-stripe-configuration";

type ImportOutcome = {
  readonly id: string;
  readonly outcome: "created" | "updated" | "unchanged" | "skipped";
  /** Why it was skipped, or what else there is to know. */
  readonly note: string | null;
  readonly leftOut: readonly LeftOut[];
};

export type ImportReport = {
  readonly configurations: readonly ImportOutcome[];
  readonly feedbackOptions: readonly ImportOutcome[];
};

export type PlannedImport = {
  readonly configurations: readonly { before: ImportableRow | null; after: ImportableRow }[];
  readonly feedbackOptions: readonly FeedbackOptionRow[];
  readonly report: ImportReport;
};

type Given = {
  readonly configurations: readonly Stripe.BillingPortal.Configuration[];
  readonly feedbackOptions: readonly Stripe.Billing.FeedbackOption[];
};

type Scene = { readonly place: Place; readonly held: Holdings; readonly at: Date };

/**
 * What an import would write: what is not here yet; of what is, only what nothing was changed of since the last
 * import. Stripe's default becomes the default where ours was never set up, or was imported and left alone.
 */
export function planImport(scene: Scene, given: Given): PlannedImport {
  const feedbackOptions = given.feedbackOptions.map((option) => planOption(scene, option));
  const known = new Set([
    ...scene.held.feedbackOptions.map(({ id }) => id),
    ...feedbackOptions.flatMap(({ row }) => (row === null ? [] : [row.id])),
  ]);
  const planned = given.configurations.map((one) => planConfiguration(scene, one, known));
  const stripeDefault = given.configurations.find((one) => one.is_default && one.active);
  const moved = moveDefault(scene, planned, stripeDefault?.id);
  return {
    configurations: moved.flatMap(({ before, after }) =>
      after === null ? [] : [{ before, after }],
    ),
    feedbackOptions: feedbackOptions.flatMap(({ row }) => (row === null ? [] : [row])),
    report: {
      configurations: moved.flatMap(({ outcome }) => (outcome === null ? [] : [outcome])),
      feedbackOptions: feedbackOptions.map(({ outcome }) => outcome),
    },
  };
}

type PlannedConfiguration = {
  readonly before: ImportableRow | null;
  /** Null: nothing to write. */
  readonly after: ImportableRow | null;
  /** Null for what Stripe did not name. */
  readonly outcome: ImportOutcome | null;
};

function planConfiguration(
  scene: Scene,
  given: Stripe.BillingPortal.Configuration,
  known: ReadonlySet<string>,
): PlannedConfiguration {
  const { place, held, at } = scene;
  const { id } = given;
  const before = held.configurations.find((row) => row.id === id) ?? null;
  const refusal = refusalOf(place, held, given);
  if (refusal !== null) return { before, after: null, outcome: skipped(id, refusal) };
  const { document, leftOut } = dropUnknownOptions(readStripeConfiguration(given), known);
  const active = given.active || before?.isDefault === true;
  const said = { document, metadata: readMetadata(given.metadata), active };
  const tell = (outcome: ImportOutcome["outcome"]) => ({ id, outcome, note: null, leftOut });
  if (before === null) {
    const createdAt = new Date(given.created * 1000);
    return { before, after: newRow(scene, { id, createdAt, ...said }), outcome: tell("created") };
  }
  if (isSaying(before, said)) return { before, after: null, outcome: tell("unchanged") };
  if (isAsImported(before)) {
    return { before, after: successor(before, said, at), outcome: tell("updated") };
  }
  const note = "It was changed here since it was imported, and stays as it is.";
  return { before, after: null, outcome: skipped(id, note) };
}

type Said = Pick<ImportableRow, "document" | "metadata" | "active">;

function isSaying({ document, metadata, active }: ImportableRow, said: Said): boolean {
  return findDifferences({ document, metadata, active }, said).length === 0;
}

function newRow(
  { place: { merchantId, livemode }, at }: Scene,
  said: Said & Pick<ImportableRow, "id" | "createdAt">,
): ImportableRow {
  const imported = { isDefault: false, version: 1, importedVersion: 1, updatedAt: at };
  return { merchantId, livemode, ...said, ...imported };
}

/** The next version of a row. What was as imported stays so. */
function successor(before: ImportableRow, change: Partial<ImportableRow>, at: Date): ImportableRow {
  const version = before.version + 1;
  const importedVersion = isAsImported(before) ? version : before.importedVersion;
  return { ...before, ...change, version, importedVersion, updatedAt: at };
}

function refusalOf(
  { livemode }: Place,
  { elsewhere }: Holdings,
  { id, livemode: theirs }: { readonly id: string; readonly livemode: boolean },
): string | null {
  if (livemode !== theirs) return "It is of the other mode.";
  if (elsewhere.has(id)) return "The other mode has this id already.";
  const isOurs = configurationId.safeParse(id).success || feedbackOptionId.safeParse(id).success;
  return isOurs ? null : "Its id is not of the form that is kept here.";
}

function skipped(id: string, note: string): ImportOutcome {
  return { id, outcome: "skipped", note, leftOut: [] };
}

function isAsImported({ version, importedVersion }: ImportableRow): boolean {
  return version === importedVersion;
}

type Read = ReturnType<typeof readStripeConfiguration>;

/** Reasons that are no feedback option of the account's: nobody could be shown them. */
function dropUnknownOptions({ document, leftOut }: Read, known: ReadonlySet<string>): Read {
  const { cancellation_reason: reason } = document.features.subscription_cancel;
  const lost = (reason.feedback_options ?? []).filter((id) => !known.has(id));
  if (lost.length === 0) return { document, leftOut };
  reason.feedback_options = (reason.feedback_options ?? []).filter((id) => known.has(id));
  const path = "features.subscription_cancel.cancellation_reason.feedback_options";
  return { document, leftOut: [...leftOut, { path, reason: `Unknown: ${lost.join(", ")}.` }] };
}

/** Pair by pair, so that an odd one costs nothing but itself. */
function readMetadata(given: Metadata | null): Metadata {
  const pairs = Object.entries(given ?? {}).filter(
    ([key, text]) => metadataSchema.safeParse({ [key]: text }).success,
  );
  return Object.fromEntries(pairs);
}

/** Whether nobody has set up this default: it was made on first use and says what every new one says. */
function isPristine({ version, importedVersion, document }: ImportableRow): boolean {
  const usual = configurationSchema.parse({});
  return version === 1 && importedVersion === null && findDifferences(usual, document).length === 0;
}

/** Gives the default to Stripe's, and takes it from ours where that may be. */
function moveDefault(
  { held, at }: Scene,
  planned: readonly PlannedConfiguration[],
  id: string | undefined,
): readonly PlannedConfiguration[] {
  const heir = planned.find(({ before, after }) => (after ?? before)?.id === id);
  const ours = held.configurations.find((row) => row.isDefault);
  if (id === undefined || heir === undefined || ours?.id === id) return planned;
  if (ours !== undefined && !isPristine(ours) && !isAsImported(ours)) {
    const note = "It is Stripe's default. The default here was set up already, and stays.";
    return planned.map((one) =>
      one === heir && one.outcome !== null
        ? { ...one, outcome: { ...one.outcome, note: one.outcome.note ?? note } }
        : one,
    );
  }
  const moved = planned.map((one) => {
    if (one === heir) return withDefault(one, true, at);
    return ours !== undefined && one.before?.id === ours.id ? withDefault(one, false, at) : one;
  });
  const isNamed = moved.some(({ before }) => before !== null && before.id === ours?.id);
  if (ours === undefined || isNamed) return moved;
  return [...moved, withDefault({ before: ours, after: null, outcome: null }, false, at)];
}

function withDefault(
  { before, after, outcome }: PlannedConfiguration,
  isDefault: boolean,
  at: Date,
): PlannedConfiguration {
  if (after !== null) return { before, outcome, after: { ...after, isDefault } };
  if (before === null) return { before, after, outcome };
  const isTold = outcome?.outcome === "unchanged";
  return {
    before,
    after: successor(before, { isDefault, active: isDefault || before.active }, at),
    outcome: isTold ? { ...outcome, outcome: "updated" } : outcome,
  };
}

type PlannedOption = { readonly row: FeedbackOptionRow | null; readonly outcome: ImportOutcome };

/** What is here already is left as it is: nobody knows whether its words were chosen here or there. */
function planOption(
  { place, held, at }: Scene,
  given: Stripe.Billing.FeedbackOption,
): PlannedOption {
  const { id, description, status, status_transitions: times } = given;
  const before = held.feedbackOptions.find((row) => row.id === id);
  if (before !== undefined) {
    const isSame = before.description === description;
    const note = isSame ? null : "It says something else here, and stays as it is.";
    return { row: null, outcome: { id, outcome: "unchanged", note, leftOut: [] } };
  }
  const read = feedbackOptionSchema.safeParse({ id, description, active: status !== "inactive" });
  const refusal = refusalOf(place, held, given);
  if (refusal !== null || !read.success) {
    return { row: null, outcome: skipped(id, refusal ?? "It cannot be shown here.") };
  }
  const { merchantId, livemode } = place;
  const endedAt = times.deactivated_at === null ? at : new Date(times.deactivated_at * 1000);
  const row = {
    id,
    merchantId,
    livemode,
    description: read.data.description,
    createdAt: at,
    deactivatedAt: read.data.active ? null : endedAt,
  };
  return { row, outcome: { id, outcome: "created", note: null, leftOut: [] } };
}
