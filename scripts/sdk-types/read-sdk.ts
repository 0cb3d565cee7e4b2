import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import ts from "typescript";

import { readRequests } from "./read-requests";
import type { SdkEndpoint, SdkTypes, Shape } from "./shape";
import { TypeReader } from "./type-reader";

/** Where the package's declarations and code are. */
const sdkFolder = dirname(createRequire(import.meta.url).resolve("stripe"));

/** Reads the SDK's own declarations: each v1 endpoint with the shapes of its parameters and its answer. */
export function readSdk(): SdkTypes {
  const main = join(sdkFolder, "stripe.cjs.node.d.ts");
  const program = ts.createProgram([main], { strict: true, noEmit: true, types: ["node"] });
  const checker = program.getTypeChecker();
  const reader = new TypeReader(checker);
  const resources = join(sdkFolder, "resources").replaceAll(sep, "/");
  const endpoints = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(resources))
    .flatMap((file) => readEndpoints(checker, reader, file))
    .filter(({ path }) => path.startsWith("/v1/"));
  return { objects: reader.objects, endpoints };
}

function readEndpoints(
  checker: ts.TypeChecker,
  reader: TypeReader,
  file: ts.SourceFile,
): SdkEndpoint[] {
  const classes = file.statements.filter(ts.isClassDeclaration);
  if (classes.length === 0) return [];
  const requests = readRequests(file.fileName.replace(/\.d\.ts$/, ".js"));
  const shapeOf = (node: ts.TypeNode) => reader.read(checker.getTypeFromTypeNode(node));
  return classes.flatMap((declaration) =>
    declaration.members.filter(ts.isMethodDeclaration).flatMap((method) => {
      const name = `${declaration.name?.text}.${method.name.getText(file)}`;
      const request = requests.get(name);
      if (request === undefined) return [];
      const params = method.parameters.find((one) => one.name.getText(file) === "params")?.type;
      return {
        ...request,
        name: name.replace("Resource.", "."),
        params: params === undefined ? "absent" : shapeOf(params),
        answer: answerOf(method, reader, shapeOf),
      };
    }),
  );
}

/** `Promise<Response<T>>` answers a T, `ApiListPromise<T>` a list of them. */
function answerOf(
  method: ts.MethodDeclaration,
  reader: TypeReader,
  shapeOf: (node: ts.TypeNode) => Shape,
): Shape {
  const [promise, content] = unwrap(method.type);
  if (content === undefined) return "unknown";
  if (promise === "ApiListPromise") return reader.envelope("list", shapeOf(content));
  if (promise === "ApiSearchResultPromise")
    return reader.envelope("search_result", shapeOf(content));
  const [response, object] = unwrap(content);
  return response === "Response" && object !== undefined ? shapeOf(object) : "unknown";
}

/** The name of a generic type and its argument. */
function unwrap(node: ts.TypeNode | undefined): [string?, (ts.TypeNode | undefined)?] {
  if (node === undefined || !ts.isTypeReferenceNode(node)) return [];
  return [node.typeName.getText(), node.typeArguments?.[0]];
}
