import { type Dispatcher, request } from "undici";
import { limitedText } from "./limited-text.ts";

/** The user pool did not answer, or not as a user pool does: whoever called us is not to blame. */
export class PoolUnreachable extends Error {
  override name = "PoolUnreachable";
}

export interface PoolAnswer {
  readonly status: number;
  /** The parsed JSON body; undefined when there is none. */
  readonly body: unknown;
}

/** Sends one request to the user pool, within the limits below. */
export type PoolRequest = (
  path: string,
  options?: { method: "POST"; headers: Record<string, string>; body: string },
) => Promise<PoolAnswer>;

/** Somebody waits for the answer of whoever asks; a pool that takes longer than this counts as away. Milliseconds. */
const answerTime = 2_000;

/** Key sets and users are a few kilobytes. Bytes. */
const largestAnswer = 256 * 1024;

/**
 * Speaks to the user pool over HTTP; redirects are not followed.
 * @throws {PoolUnreachable} when there is no answer in time, it is too large, or its body is not JSON.
 */
export const poolOverHttp =
  (baseUrl: string, dispatcher: Dispatcher): PoolRequest =>
  async (path, options) => {
    const url = baseUrl + path;
    try {
      const signal = AbortSignal.timeout(answerTime);
      const { statusCode, body } = await request(url, { ...(options ?? { method: "GET" }), dispatcher, signal });
      const text = await limitedText(body, largestAnswer);
      return { status: statusCode, body: text === "" ? undefined : JSON.parse(text) };
    } catch (error) {
      throw new PoolUnreachable(`the user pool at ${url} cannot be used: ${(error as Error).message}`, {
        cause: error,
      });
    }
  };
