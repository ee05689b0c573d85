import { request } from "undici";

/** Text of the metadata document at a URL. Rejects with an error that says what was expected and what came. */
export type FetchMetadata = (url: string) => Promise<string>;

/** The address answers, and not with a document. */
export class MetadataNotOk extends Error {
  override name = "MetadataNotOk";
  readonly status: number;
  constructor(url: string, status: number) {
    super(`Expected 200 from ${url}, received ${status}`);
    this.status = status;
  }
}

const timeout = 5_000;
const largest = 1_024 * 1_024;

/**
 * Fetches metadata over HTTP within 5 seconds in all, at most 1 MB, status 200. Redirects are not followed and
 * compressed bodies not unpacked: the document must be where the operator said, and no larger than it looks.
 */
export const metadataOverHttp: FetchMetadata = async (url) => {
  const { protocol } = new URL(url);
  if (!["https:", "http:"].includes(protocol)) throw new Error(`Expected an http(s) URL, received ${url}`);
  const signal = AbortSignal.timeout(timeout);
  const answer = await request(url, {
    signal,
    headers: { accept: "application/samlmetadata+xml, application/xml, text/xml" },
  });
  const encoding = answer.headers["content-encoding"];
  if (answer.statusCode === 200 && encoding === undefined) return text(answer.body, url);
  // Destroyed before its end it emits an error, which unheard would end the process.
  answer.body.on("error", () => undefined).destroy();
  if (answer.statusCode !== 200) throw new MetadataNotOk(url, answer.statusCode);
  throw new Error(`Expected 200 without content-encoding from ${url}, received 200 ${encoding}`);
};

const text = async (body: AsyncIterable<Buffer>, url: string) => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > largest) throw new Error(`Expected at most ${largest} bytes from ${url}, received more`);
    chunks.push(chunk);
  }
  return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
};
