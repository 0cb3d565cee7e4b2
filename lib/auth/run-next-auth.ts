import type { AuthOptions } from "next-auth";
import NextAuth from "next-auth";

/** What next-auth reads of a request. Its headers are left out: they would only tell it another origin. */
export type NextAuthRequest = {
  readonly method: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, string>> | undefined;
};

/** What it answers. */
export type NextAuthAnswer = {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string | readonly string[]>;
  readonly body: unknown;
};

type Reply = {
  status(code: number): Reply;
  getHeader(name: string): string | readonly string[] | undefined;
  setHeader(name: string, value: string | readonly string[]): Reply;
  send(body?: unknown): void;
  json(body: unknown): void;
  end(): void;
};

/**
 * Runs next-auth on a request of which we have chosen every part, and gives its answer as it is. Its handler for
 * pages takes such a request; the one for routes would read the cookies for itself.
 */
export async function runNextAuth(
  request: NextAuthRequest,
  options: AuthOptions,
): Promise<NextAuthAnswer> {
  const headers = new Map<string, string | readonly string[]>();
  let status = 200;
  let body: unknown;
  const reply: Reply = {
    status: (code) => {
      status = code;
      return reply;
    },
    getHeader: (name) => headers.get(name.toLowerCase()),
    setHeader: (name, value) => {
      headers.set(name.toLowerCase(), value);
      return reply;
    },
    send: (sent) => {
      body = sent;
    },
    json: (sent) => {
      body = sent;
    },
    end: () => undefined,
  };
  const handle: (asked: NextAuthRequest & { headers: object }, reply: Reply) => Promise<void> =
    NextAuth(options);
  await handle({ ...request, headers: {} }, reply);
  return { status, headers, body };
}
