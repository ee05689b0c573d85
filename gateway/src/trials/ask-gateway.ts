import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Trial } from "./trial.ts";
import type { Wanted } from "./trial-request.ts";

/** A running gateway, to one whom it takes for its administrator. */
export interface Administration {
  readonly url: string;
  readonly secret: string;
}

/**
 * The gateway of `.gatehouse` (`GATEHOUSE_DATA_DIR`), or that of GATEWAY_URL and GATEWAY_ADMIN_SECRET.
 * @throws {Error} that names what is missing.
 */
export const administrationOf = (environment: NodeJS.ProcessEnv): Administration => {
  const text = (name: string) => textOf(join(environment.GATEHOUSE_DATA_DIR ?? ".gatehouse", name));
  return {
    url: environment.GATEWAY_URL ?? (JSON.parse(text("outputs.json")) as { gateway: { url: string } }).gateway.url,
    secret: environment.GATEWAY_ADMIN_SECRET ?? text("secrets/administrator").trim(),
  };
};

const textOf = (file: string) => {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ENOENT") throw cause;
    throw new Error(
      `${file} is not there: start the gateway with npm start, or set GATEWAY_URL and GATEWAY_ADMIN_SECRET`,
    );
  }
};

/**
 * What the gateway's authorizer makes of a request; no integration is asked.
 * @throws {Error} when the gateway does not answer, or not with a trial.
 */
export const askAuthorizer = async (wanted: Wanted, { url, secret }: Administration): Promise<Trial> => {
  const response = await fetch(`${url}/_gatehouse/authorizers/invoke`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    body: JSON.stringify(wanted),
  });
  const answer = (await response.json()) as Trial & { readonly message?: string };
  if (response.status !== 200) throw new Error(`the gateway answered ${response.status}: ${answer.message}`);
  return answer;
};
