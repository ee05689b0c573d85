import { NoJson, parseJson } from "../../vtl/parse-json.ts";
import { isMap } from "../../vtl/value.ts";
import type { Mock } from "../api.ts";
import { GatewayRefusal } from "../refusal.ts";
import { newOverrides } from "../templates/overrides.ts";
import { answerFrom } from "./answered.ts";
import type { Integrate } from "./integrate.ts";
import { sentPayload } from "./request-payload.ts";

/**
 * MOCK: the request template renders to a `statusCode`, which chooses one of the responses; no service is asked.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export const mock =
  (integration: Mock, binaryMediaTypes: readonly string[]): Integrate =>
  async (mapped) => {
    const overrides = newOverrides();
    const payload = await sentPayload(integration, mapped, { binaryMediaTypes, overrides });
    const status = statusCodeIn(payload.toString());
    if (status === null) throw new GatewayRefusal("DEFAULT_5XX", "MOCK: the request template gives no statusCode");
    const answer = { outcome: String(status), headers: [], body: Buffer.alloc(0) };
    return answerFrom(integration, answer, { mapped, overrides, binaryMediaTypes });
  };

/** Null where there is none. API Gateway also takes `{statusCode: 200}`. */
export const statusCodeIn = (text: string): number | null => {
  try {
    const document = parseJson(text.length > longestLoose ? text : strict(text));
    const status = isMap(document) ? document.entries.get("statusCode") : null;
    return typeof status === "bigint" || Number.isInteger(status) ? Number(status) : null;
  } catch (error) {
    if (error instanceof NoJson) return null;
    throw error;
  }
};

/** Characters of a text that is read loosely. A template can hand a client's body on, which is as long as it pleases. */
const longestLoose = 100_000;

/** Texts in either quotes, names without any, and commas behind the last item. */
const loose = /"(?:[^"\\]|\\.)*(?:"|\\?$)|'([^']*)'|\b([A-Za-z_]\w*)\b(?=\s*:)|,(?=\s*[}\]])/gs;

/** Loose JSON as JSON. */
const strict = (text: string) =>
  text.replace(loose, (found, single?: string, name?: string) => {
    if (found === ",") return "";
    const bare = single ?? name;
    return bare === undefined ? found : JSON.stringify(bare);
  });
