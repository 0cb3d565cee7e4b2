import { database } from "@/lib/db/client";

export type Page = { readonly url: string; readonly headers: Record<string, string> };

/** Opens a page as if for the first time: whatever was kept of any customer is forgotten before. */
export async function viewFirst({ url, headers }: Page): Promise<void> {
  await database().snapshot.deleteMany();
  const answer = await fetch(url, { headers });
  if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}`);
  await answer.text();
}

const turns = 30;

/** The median time of a first view of each page, in milliseconds; taken in turns, so that both meet the same machine. */
export async function timeFirstViews<Name extends string>(
  pages: Readonly<Record<Name, Page>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(pages) as Name[];
  const times = new Map(names.map((name): [Name, number[]] => [name, []]));
  for (let turn = -3; turn < turns; turn += 1) {
    for (const name of names) {
      const { url, headers } = pages[name];
      await database().snapshot.deleteMany();
      const beganMs = performance.now();
      await (await fetch(url, { headers })).text();
      if (turn >= 0) times.get(name)?.push(performance.now() - beganMs);
    }
  }
  const medians = names.map((name) => [name, median(times.get(name) ?? [])]);
  return Object.fromEntries(medians) as Record<Name, number>;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
