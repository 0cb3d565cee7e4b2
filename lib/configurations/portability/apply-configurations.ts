import { now } from "../../clock";
import {
  type ConfigurationSave,
  type FeedbackOptionSave,
  type Holdings,
  saveAll,
} from "../../db/configuration-imports";
import type { Cause } from "../../db/write-with-trail";
import { PorticoError } from "../../errors";
import { segmentOf } from "../../portal/segment";
import type { Owner } from "../show-configuration";
import { trailOfCreation, trailOfSave } from "../trail-of";
import type { ObjectDiff, Wanted } from "./diff-configurations";
import { type Plan, planChanges } from "./plan-changes";
import type { Portable, PortableConfiguration, PortableFeedbackOption } from "./portable";
import { loadAll } from "./read-stored";
import type { Unmatched } from "./resolve-portable";

/** What was done, or would be: snake_case, as it is answered. */
export type Applied = {
  readonly object: "portico.configuration_diff";
  readonly livemode: boolean;
  readonly dry_run: boolean;
  readonly configurations: readonly ObjectDiff[];
  readonly feedback_options: readonly ObjectDiff[];
};

type Options = {
  /** Only tells what would be done. */
  readonly dryRun: boolean;
  /** Who caused it; asked with the answer, which is kept together with what is written. */
  readonly causeOf: (body: object) => Cause;
};

/**
 * Makes a merchant's configurations in one mode what `document` says, all of it or nothing, each change a new version
 * with its own trail. What the document does not name stays as it is.
 *
 * Throws `parameter_invalid` when something has no counterpart here, with all of it in `unmatched`; what reading
 * Stripe throws; and `configuration_outdated` when something was saved here since it was compared. Nothing is written
 * then.
 */
export async function applyConfigurations(
  place: Owner,
  document: Portable,
  { dryRun, causeOf }: Options,
): Promise<Applied> {
  const { livemode } = place;
  const held = await loadAll(place);
  const plan = await planChanges(place, held, document);
  requireMatched(plan.unmatched);
  const body: Applied = {
    object: "portico.configuration_diff",
    livemode,
    dry_run: dryRun,
    ...plan.diff,
  };
  if (!dryRun) await write(place, held, plan, causeOf(body));
  return body;
}

const mostTold = 10;

/** The first decides `param`; the message names the first ten, since an SDK shows nothing but that. */
function requireMatched(unmatched: readonly Unmatched[]): void {
  const [first] = unmatched;
  if (first === undefined) return;
  const told = unmatched
    .slice(0, mostTold)
    .map(({ id, param, message }) => `${id} (${param}): ${message}`);
  const rest = unmatched.length > mostTold ? [`… and ${unmatched.length - mostTold} more.`] : [];
  const message = ["Nothing was written: this has no counterpart here.", ...told, ...rest].join(
    "\n",
  );
  throw new PorticoError("parameter_invalid", {
    message,
    param: first.param,
    extra: { unmatched },
  });
}

async function write(place: Owner, held: Holdings, plan: Plan, cause: Cause): Promise<void> {
  const scene = { place, held, cause: { ...cause, replay: null }, at: now() };
  const { configurations, feedback_options: options } = plan.diff;
  await saveAll({
    configurations: configurations.flatMap((diff) => configurationSave(scene, plan, diff)),
    feedbackOptions: options.flatMap((diff) => optionSave(scene, plan, diff)),
    replay: cause.replay,
  });
}

type Scene = {
  readonly place: Owner;
  readonly held: Holdings;
  readonly cause: Cause;
  readonly at: Date;
};

function configurationSave(
  { place, held, cause, at }: Scene,
  { configurations }: Plan,
  { id, change }: ObjectDiff,
): ConfigurationSave[] {
  if (change === "unchanged") return [];
  const before = held.configurations.find((row) => row.id === id);
  const wanted = findWanted(configurations, id);
  const segment = segmentOf(place);
  if (before === undefined && wanted === undefined) return [];
  if (before === undefined && wanted !== undefined) {
    const row = {
      id,
      merchantId: place.merchantId,
      livemode: place.livemode,
      ...columnsOf(wanted),
      version: 1,
      importedVersion: null,
      createdAt: at,
      updatedAt: at,
    };
    return [{ row, trail: trailOfCreation(row, segment, cause) }];
  }
  if (before === undefined) return [];
  const settings = wanted === undefined ? { isDefault: false } : columnsOf(wanted);
  const row = { ...before, ...settings, version: before.version + 1, updatedAt: at };
  return [{ row, trail: trailOfSave(before, row, segment, cause) }];
}

function columnsOf({ is_default: isDefault, active, metadata, document }: PortableConfiguration) {
  return { isDefault, active, metadata, document };
}

function optionSave(
  { place: { merchantId, livemode }, held, cause, at }: Scene,
  { feedbackOptions }: Plan,
  { id, change, differences }: ObjectDiff,
): FeedbackOptionSave[] {
  const wanted = findWanted(feedbackOptions, id);
  if (change === "unchanged" || wanted === undefined) return [];
  const before = held.feedbackOptions.find((row) => row.id === id);
  const { description, active } = wanted;
  const row = {
    id,
    merchantId,
    livemode,
    description,
    createdAt: before?.createdAt ?? at,
    deactivatedAt: active ? null : (before?.deactivatedAt ?? at),
  };
  const action = before === undefined ? "feedback_option.created" : "feedback_option.updated";
  const audit = { action, target: id, data: { differences } };
  return [
    {
      row,
      isNew: before === undefined,
      trail: { ...cause, merchantId, livemode, audit, event: null },
    },
  ];
}

function findWanted<T extends PortableConfiguration | PortableFeedbackOption>(
  list: readonly Wanted<T>[],
  id: string,
): T | undefined {
  return list.find(({ value }) => value.id === id)?.value;
}
