import { openBuffer } from "./buffered-transaction";
import { lookAhead } from "./look-ahead";
import type { SandboxShelves } from "./shelves";
import type { SandboxStore } from "./store";

/** A store over shelves that are slow to ask: of each transaction they hear as seldom as can be. */
export function createBufferedStore({ findAccount, transact }: SandboxShelves): SandboxStore {
  return {
    findAccount,
    transact: (account, work, ahead) =>
      transact(account, async (shelf) => {
        const buffer = openBuffer(ahead ? await lookAhead(shelf, ahead) : shelf);
        const result = await work(buffer);
        await buffer.flush();
        return result;
      }),
  };
}
