type Json = { readonly [key: string]: unknown };

const form = "application/x-www-form-urlencoded";

/**
 * The document as it is best drawn. Of a form Swagger UI shows only the outermost fields, of any other body the whole
 * schema: so forms are called by their full media type here, which it does not know. And what has no name gets one,
 * because the button that unfolds it is named by it.
 */
export function showForms(document: Json): Json {
  const { paths } = document;
  return { ...document, ...(isJson(paths) ? { paths: mapValues(paths, showPath) } : {}) };
}

function showPath(path: unknown): unknown {
  return isJson(path) ? mapValues(path, showOperation) : path;
}

function showOperation(operation: unknown): unknown {
  if (!isJson(operation)) return operation;
  const { requestBody, responses } = operation;
  return {
    ...operation,
    ...(isJson(requestBody) ? { requestBody: showContent(requestBody, "Parameters") } : {}),
    ...(isJson(responses)
      ? { responses: mapValues(responses, (response) => showContent(response, "Answer")) }
      : {}),
  };
}

function showContent(body: unknown, title: string): unknown {
  if (!isJson(body) || !isJson(body["content"])) return body;
  const shown = Object.entries(body["content"]).map(([type, media]) => [
    type === form ? `${form}; charset=utf-8` : type,
    isJson(media) ? { schema: titled(media["schema"], title) } : media,
  ]);
  return { ...body, content: Object.fromEntries(shown) };
}

function titled(schema: unknown, title: string): unknown {
  return isJson(schema) && schema["$ref"] === undefined ? { title, ...schema } : schema;
}

function mapValues(json: Json, change: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, change(value)]));
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
