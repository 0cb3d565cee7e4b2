import ts from "typescript";

/** One rule taken out of a source: `id` is what switches it at run time, `what` says what becomes of it. */
export type Mutant = {
  readonly id: number;
  readonly file: string;
  readonly line: number;
  readonly what: string;
};

type Insertion = { readonly at: number; readonly text: string };

/** Where a rule stands, and what is put around it: `%` is the question whether it is taken out. */
type Edit = {
  readonly node: ts.Node;
  readonly before: string;
  readonly after: string;
  readonly what: string;
};

const chosenBy = new Set(["filter", "find", "some", "every"]);

/**
 * A source in which every rule can be taken out at run time: `__mutant(id)` is asked at each of them. Rules are: an `if`
 * (never true), what is joined by `&&` or `||` (left out), the question of a `? :` and what a function said to be
 * `boolean` returns (always true, always false), what a list is searched by (everything is found), a rule of the book
 * (never applies). Ids begin at `from`.
 */
export function mutateSource(file: string, text: string, from: number) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Edit[] = [];
  const visit = (node: ts.Node): void => {
    found.push(...findEdits(node));
    ts.forEachChild(node, visit);
  };
  visit(source);
  // What begins at one place stays in its order: the outer one first.
  const edits = found.toSorted((a, b) => a.node.getStart() - b.node.getStart());
  const mutants = edits.map(({ node, what }, index): Mutant => {
    const { line } = ts.getLineAndCharacterOfPosition(source, node.getStart());
    const shown = node.getText().replace(/\s+/g, " ");
    return { id: from + index, file, line: line + 1, what: `${shown} ${what}` };
  });
  const opened = edits.map(({ node, before }, index): Insertion => {
    return { at: node.getStart(), text: before.replace("%", `__mutant(${from + index})`) };
  });
  const closed = edits.map(({ node, after }): Insertion => ({ at: node.getEnd(), text: after }));
  // What is inside closes before what is around it, and what ends closes before its neighbour opens.
  return { text: insert(text, [...closed.toReversed(), ...opened]), mutants };
}

function insert(text: string, insertions: readonly Insertion[]): string {
  const sorted = insertions.toSorted((a, b) => a.at - b.at);
  const ends = sorted.map(({ at }, index) => text.slice(sorted[index - 1]?.at ?? 0, at));
  const last = text.slice(sorted.at(-1)?.at ?? 0);
  return sorted.map((one, index) => `${ends[index]}${one.text}`).join("") + last;
}

function findEdits(node: ts.Node): Edit[] {
  if (ts.isIfStatement(node)) return [force(node.expression, false)];
  if (ts.isConditionalExpression(node)) return both(node.condition);
  if (ts.isBinaryExpression(node)) return leaveOut(node);
  if (ts.isCallExpression(node)) return findAll(node);
  if (ts.isReturnStatement(node) && node.expression !== undefined) {
    return isBoolean(ownerOf(node)) ? both(node.expression) : [];
  }
  if (ts.isPropertyAssignment(node) && node.name.getText() === "applies") return neverApply(node);
  return [];
}

function force(node: ts.Node, value: boolean): Edit {
  return { node, before: `(%?${value}:(`, after: "))", what: `is always ${value}` };
}

function both(node: ts.Node): Edit[] {
  return [true, false]
    .filter((value) => node.getText() !== `${value}`)
    .map((value) => force(node, value));
}

function leaveOut(node: ts.BinaryExpression): Edit[] {
  const { kind } = node.operatorToken;
  const isAnd = kind === ts.SyntaxKind.AmpersandAmpersandToken;
  if (!isAnd && kind !== ts.SyntaxKind.BarBarToken) return [];
  const operands = [node.left, node.right].filter(
    (one) => !ts.isBinaryExpression(one) || one.operatorToken.kind !== kind,
  );
  return operands.map((one) => ({ ...force(one, isAnd), what: "is left out" }));
}

function findAll({ expression, arguments: [by] }: ts.CallExpression): Edit[] {
  if (by === undefined || !ts.isPropertyAccessExpression(expression)) return [];
  if (!chosenBy.has(expression.name.text)) return [];
  const what = `lets ${expression.name.text} take anything`;
  return [{ node: by, before: "((...all)=>%||(", after: ")(...all))", what }];
}

function neverApply({ initializer }: ts.PropertyAssignment): Edit[] {
  return ts.isArrowFunction(initializer) ? [force(initializer.body, false)] : [];
}

function ownerOf(node: ts.Node): ts.Node {
  return ts.isFunctionLike(node.parent) || ts.isSourceFile(node) ? node : ownerOf(node.parent);
}

function isBoolean({ parent }: ts.Node): boolean {
  return ts.isFunctionLike(parent) && parent.type?.kind === ts.SyntaxKind.BooleanKeyword;
}
