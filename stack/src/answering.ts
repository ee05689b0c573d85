import { type RequestOptions, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { CannotStart } from "@gatehouse/http/main.ts";

/**
 * Where a part is reached. One with a `url` or a `socket` has `/readyz`. The gateway has but `/ping` beside the paths of
 * its `api`, and that may be one of them, so that any answer of it will do. A `database` that has started accepts connections.
 */
export type Place =
  | { readonly url: string }
  | { readonly socket: string }
  | { readonly api: string }
  | { readonly database: string };

/** How long the parts may take to answer after they were started, in milliseconds. */
const patience = 15_000;
const pause = 100;
const answerTime = 2_000;

/**
 * Resolves when every part answers.
 * @throws {CannotStart} naming the part that does not, and what it said last.
 */
export const allAnswer = async (
  parts: readonly { readonly name: string; readonly place: Place }[],
  milliseconds = patience,
): Promise<void> => {
  const end = Date.now() + milliseconds;
  await Promise.all(parts.map(({ name, place }) => answers(name, place, end)));
};

const answers = async (name: string, place: Place, end: number): Promise<void> => {
  if ("database" in place) return;
  for (;;) {
    const said = await knock(place);
    if (said === 200 || (typeof said === "number" && "api" in place)) return;
    if (Date.now() > end) throw new CannotStart(`${name} was started but is not ready (${said}); the log says more`);
    await sleep(pause);
  }
};

/** The status of the answer, or why there is none. */
const knock = (place: Exclude<Place, { database: string }>) =>
  new Promise<number | string>((resolve) => {
    const options: RequestOptions = { timeout: answerTime, agent: false };
    const asked =
      "socket" in place
        ? request({ ...options, socketPath: place.socket, path: "/readyz", headers: { host: "localhost" } })
        : request("url" in place ? `${place.url}/readyz` : `${place.api}/ping`, options);
    asked.once("response", (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.once("timeout", () => asked.destroy(new Error("no answer in time")));
    asked.once("error", ({ message }) => resolve(message));
    asked.end();
  });
