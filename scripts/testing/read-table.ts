/** One row of a table written in a test: its name and its cells by column. */
export type TableRow = { readonly name: string; readonly cells: Readonly<Record<string, string>> };

/** Reads a table written with `|`: the first line names the columns, the first column the rows. */
export function readTable(text: string): TableRow[] {
  const [head = [], ...rows] = text
    .split("\n")
    .filter((line) => line.includes("|"))
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const columns = head.slice(1);
  return rows.map(([name = "", ...cells]) => {
    if (cells.length !== columns.length) throw new Error(`The row "${name}" has gaps.`);
    return {
      name,
      cells: Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ""])),
    };
  });
}
