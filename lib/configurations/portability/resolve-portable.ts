import type { Wanted } from "./diff-configurations";
import { mapReferences, type Reference } from "./map-references";
import { pairId } from "./mapped-id";
import type { Matcher } from "./match-catalogue";
import type { Portable, PortableConfiguration, PortableFeedbackOption } from "./portable";

/** What there is where a document is to be applied, as an export would tell it. */
export type Current = {
  readonly livemode: boolean;
  readonly configurations: readonly PortableConfiguration[];
  readonly feedbackOptions: readonly PortableFeedbackOption[];
  /** Ids of the merchant's other mode, which must not be used again. */
  readonly elsewhere: ReadonlySet<string>;
};

/** Something that a document names and that is not there, or not clearly. */
export type Unmatched = {
  readonly param: string;
  readonly id: string;
  readonly message: string;
};

export type Resolved = {
  readonly configurations: readonly Wanted<PortableConfiguration>[];
  readonly feedbackOptions: readonly Wanted<PortableFeedbackOption>[];
  readonly unmatched: readonly Unmatched[];
};

/** What a document wants, in the ids of the place it is applied to, and everything in it that has no counterpart. */
export function resolvePortable(current: Current, document: Portable, match: Matcher): Resolved {
  const feedbackOptions = pairFeedbackOptions(current, document.feedback_options);
  const paired = pairConfigurations(current, document);
  const unmatched = [
    ...findClashes(feedbackOptions, "feedback_options"),
    ...findClashes(paired, "configurations"),
    ...findInactiveDefault(paired),
  ];
  const options = new Map(feedbackOptions.map(({ source, value }) => [source, value.id]));
  for (const { id } of current.feedbackOptions) if (!options.has(id)) options.set(id, id);
  const configurations = paired.map((one, index) => {
    const at = `document.configurations[${index}].document`;
    const resolved = resolveDocument(one.value, options, match, at);
    unmatched.push(...resolved.unmatched);
    return { ...one, value: { ...one.value, document: resolved.document } };
  });
  return { configurations, feedbackOptions, unmatched };
}

/** By id, else by what customers read, so that promoting twice makes no second "Too expensive". */
function pairFeedbackOptions(
  { feedbackOptions, elsewhere }: Current,
  wanted: readonly PortableFeedbackOption[],
): Wanted<PortableFeedbackOption>[] {
  const here = new Set(feedbackOptions.map(({ id }) => id));
  const pairs = wanted.map((value) => ({ value, paired: pairId(value.id, { here, elsewhere }) }));
  const taken = new Set(pairs.map(({ paired }) => paired.id));
  return pairs.map(({ value, paired }) => {
    const alike = feedbackOptions.find(
      ({ id, description, active }) =>
        active && description === value.description && !taken.has(id),
    );
    const id = paired.isNew ? (alike?.id ?? paired.id) : paired.id;
    taken.add(id);
    return { source: value.id, value: { ...value, id } };
  });
}

/** By id. A default of the other mode that was never here takes over the default that is here. */
function pairConfigurations(
  { livemode, configurations, elsewhere }: Current,
  document: Portable,
): Wanted<PortableConfiguration>[] {
  const here = new Set(configurations.map(({ id }) => id));
  const pairs = document.configurations.map((value) => ({
    source: value.id,
    value,
    ...pairId(value.id, { here, elsewhere }),
  }));
  const held = configurations.find((one) => one.is_default);
  const isFree = held !== undefined && !pairs.some(({ id }) => id === held.id);
  const namesDefault = document.configurations.some((one) => one.is_default);
  return pairs.map(({ source, value, id: paired, isNew }) => {
    const adopts = isNew && value.is_default && isFree && document.livemode !== livemode;
    const id = adopts ? held.id : paired;
    const is_default = namesDefault ? value.is_default : id === held?.id;
    return { source, value: { ...value, id, is_default } };
  });
}

function findClashes(
  wanted: readonly Wanted<PortableConfiguration | PortableFeedbackOption>[],
  list: string,
): Unmatched[] {
  const ids = wanted.map(({ value }) => value.id);
  return wanted.flatMap(({ source, value }, index) =>
    ids.indexOf(value.id) < index
      ? [
          {
            param: `document.${list}[${index}].id`,
            id: source,
            message: `This is ${value.id} here, and so is another one of the document.`,
          },
        ]
      : [],
  );
}

/** A document without a default leaves that as it is, so what it says can only be seen once ids are paired. */
function findInactiveDefault(wanted: readonly Wanted<PortableConfiguration>[]): Unmatched[] {
  return wanted.flatMap(({ source, value }, index) =>
    value.is_default && !value.active
      ? [
          {
            param: `document.configurations[${index}].active`,
            id: source,
            message: "You cannot deactivate the default configuration.",
          },
        ]
      : [],
  );
}

function resolveDocument(
  { document }: PortableConfiguration,
  options: ReadonlyMap<string, string>,
  match: Matcher,
  at: string,
) {
  const unmatched: Unmatched[] = [];
  const resolved = mapReferences(document, (reference) => {
    const option = reference.kind === "feedback_option" ? options.get(reference.id) : undefined;
    if (option !== undefined) return option;
    const found = match(reference);
    if (found.kind === "found") return found.id;
    unmatched.push(tell(reference, found.message, at));
    return reference.id;
  });
  return { document: resolved, unmatched };
}

function tell({ id, path }: Reference, message: string, at: string): Unmatched {
  return { param: `${at}.${path}`, id, message };
}
