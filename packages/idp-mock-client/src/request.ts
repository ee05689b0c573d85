import type { Mistake } from "./control-api.ts";

/** The mock did not do it; `message` and `mistakes` say what it expected and received. */
export class IdpMockRefused extends Error {
  override name = "IdpMockRefused";
  readonly status: number;
  readonly mistakes: readonly Mistake[];
  constructor(
    operation: string,
    status: number,
    { message, mistakes }: { message: string; mistakes: readonly Mistake[] },
  ) {
    super(`${operation}: ${status}: ${message}`);
    this.status = status;
    this.mistakes = mistakes;
  }
}

/** Nothing that speaks its control API is there. */
export class IdpMockUnreachable extends Error {
  override name = "IdpMockUnreachable";
}

/** @param options `fetch` in place of the platform's own */
export const asking = (url: string, { fetch = globalThis.fetch }: { fetch?: typeof globalThis.fetch }) => {
  const ask = async (operation: string, path: string, init: RequestInit) => {
    const response = await fetch(new URL(`/control/${path}`, url), init).catch((cause: Error) => {
      throw new IdpMockUnreachable(`${operation} at ${url}: ${reasonOf(cause)}`, { cause });
    });
    const answer = await response.json().catch((cause) => {
      throw new IdpMockUnreachable(`${operation} at ${url}: ${response.status}, and no JSON`, { cause });
    });
    if (response.ok) return answer;
    const { message = "no reason given", mistakes = [] } = answer as {
      message?: string;
      mistakes?: readonly Mistake[];
    };
    throw new IdpMockRefused(operation, response.status, { message, mistakes });
  };
  return {
    post: <Answer>(name: string, body: object): Promise<Answer> =>
      ask(`POST /control/${name}`, name, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    end: <Answer>(name: string, id: string): Promise<Answer> =>
      ask(`DELETE /control/${name}`, `${name}/${encodeURIComponent(id)}`, { method: "DELETE" }),
    get: <Answer>(name: string, query: object = {}): Promise<Answer> => {
      const given = Object.entries(query).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, String(value)]],
      );
      const search = new URLSearchParams(given).toString();
      return ask(`GET /control/${name}`, search === "" ? name : `${name}?${search}`, {});
    },
  };
};

/** `fetch failed` says nothing; what is behind it does. */
const reasonOf = ({ message, cause }: Error) => (cause instanceof Error ? cause.message : message);
