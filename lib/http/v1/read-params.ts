import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { PorticoError } from "../../errors";
import { decodeForm, FormFault, type FormHash } from "../../wire/decode-form";
import { mediaType } from "../media-type";
import { readBytes } from "../read-body";

/** Bytes, as they arrive and once they are unpacked. */
const bodyLimit = 256 * 1024;

/**
 * The parameters of a request as Stripe takes them: the query, and for a POST the form. Throws `parameter_invalid`
 * for a body that is no form or does not decode, `request_too_large` (also once a packed body is unpacked).
 */
export async function readParams(request: Request): Promise<FormHash> {
  const { searchParams } = new URL(request.url);
  const form = request.method === "POST" ? new URLSearchParams(await readForm(request)) : [];
  try {
    return decodeForm([...searchParams, ...form]);
  } catch (fault) {
    if (!(fault instanceof FormFault)) throw fault;
    const param = fault.param === undefined ? {} : { param: fault.param };
    throw new PorticoError("parameter_invalid", { message: fault.message, ...param });
  }
}

async function readForm(request: Request): Promise<string> {
  if (/^application\/(?:.+\+)?json$|^multipart\//.test(mediaType(request))) {
    const message =
      "Invalid request (check that your POST content type is application/x-www-form-urlencoded).";
    throw new PorticoError("parameter_invalid", { message });
  }
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase() ?? "identity";
  if (encoding !== "identity" && encoding !== "gzip") {
    const message = "The body is packed in a way that is not read here. Send it plain, or as gzip.";
    throw new PorticoError("unsupported_media_type", { message });
  }
  const sent = await readBytes(request, bodyLimit);
  const isPacked = encoding === "gzip" && sent.length > 0;
  return (isPacked ? await unpack(sent) : sent).toString("utf8");
}

const gunzipped = promisify(gunzip);

/** Stops at the limit: what unpacks to more is not unpacked to its end. */
async function unpack(packed: Buffer): Promise<Buffer> {
  try {
    return await gunzipped(packed, { maxOutputLength: bodyLimit });
  } catch (cause) {
    const isTooLarge =
      cause instanceof Error && "code" in cause && cause.code === "ERR_BUFFER_TOO_LARGE";
    if (isTooLarge) throw new PorticoError("request_too_large");
    throw new PorticoError("parameter_invalid", { message: "The body is not valid gzip.", cause });
  }
}
