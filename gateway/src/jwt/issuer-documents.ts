import { limitedText } from "@gatehouse/user-pool-client/limited-text.ts";
import { type Dispatcher, request } from "undici";

/**
 * Fetches a JSON document of an issuer.
 * @throws {Error} when there is none within the limits.
 */
export type FetchDocument = (url: string) => Promise<unknown>;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html: milliseconds for each document. */
const answerTime = 1_500;

/** The same page limits a key set to this many bytes. */
const largestDocument = 150_000;

/** Over HTTP(S), as API Gateway does: in 1500 ms, up to 150 000 bytes, and no redirect is followed. */
export const documentsOverHttp =
  (dispatcher: Dispatcher): FetchDocument =>
  async (url) => {
    const signal = AbortSignal.timeout(answerTime);
    const { statusCode, body } = await request(url, { method: "GET", dispatcher, signal });
    const text = await limitedText(body, largestDocument);
    if (statusCode !== 200) throw new Error(`the answer is ${statusCode}`);
    return JSON.parse(text);
  };
