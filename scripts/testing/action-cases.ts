import type { ActionName } from "@/lib/portal/actions";
import type { ActionCase } from "./action-cases/action-case";
import { beginCases } from "./action-cases/begin-cases";
import { cancelCases } from "./action-cases/cancel-cases";
import { changeCases, laterCases } from "./action-cases/change-cases";
import { customerCases } from "./action-cases/customer-cases";
import { pauseCases } from "./action-cases/pause-cases";

const rows: readonly ActionCase[] = [
  ...changeCases,
  ...laterCases,
  ...cancelCases,
  ...pauseCases,
  ...beginCases,
  ...customerCases,
];

/** The tables over every action. */
export const actionCases = rows.map((row) => ({
  ...row,
  title: row.how === undefined ? row.name : `${row.name} ${row.how}`,
}));

/** An action's row: its first, where it has several. Throws where it has none. */
export function caseOf(name: ActionName): ActionCase {
  const found = actionCases.find((action) => action.name === name);
  if (found === undefined) throw new Error(`No case for ${name}`);
  return found;
}
