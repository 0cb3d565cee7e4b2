import { readFileSync } from "node:fs";
import ts from "typescript";

export type SdkRequest = { readonly method: string; readonly path: string };

/** What the methods of a file of the SDK send, by "CouponResource.create": its code says, not its types. */
export function readRequests(fileName: string): Map<string, SdkRequest> {
  const text = readFileSync(fileName, "utf8");
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true);
  const requests = new Map<string, SdkRequest>();
  for (const declaration of file.statements.filter(ts.isClassDeclaration)) {
    for (const method of declaration.members.filter(ts.isMethodDeclaration)) {
      const request = findRequest(method);
      const name = `${declaration.name?.text}.${method.name.getText(file)}`;
      if (request !== null) requests.set(name, request);
    }
  }
  return requests;
}

function findRequest(node: ts.Node): SdkRequest | null {
  if (ts.isCallExpression(node) && node.expression.getText() === "this._makeRequest") {
    const [method, path] = node.arguments;
    if (method === undefined || path === undefined || !ts.isStringLiteralLike(method)) return null;
    return { method: method.text, path: pathOf(path) };
  }
  return ts.forEachChild(node, (child) => findRequest(child) ?? undefined) ?? null;
}

/** The path with `:id` in the place of every id. */
function pathOf(node: ts.Expression): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return "";
  return node.head.text + node.templateSpans.map(({ literal }) => `:id${literal.text}`).join("");
}
