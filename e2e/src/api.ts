import type { Browser } from "@gatehouse/browser/browser.ts";
import { fetch, type RequestInit } from "undici";
import { outputs } from "./target.ts";

/** An answer of the gateway, read to its end. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly header: (name: string) => string | null;
}

type Call = { token?: string; json?: unknown; headers?: Record<string, string> };

/** Calls the API through the gateway with a bearer token, or without one. */
export const call = async (method: string, path: string, { token, json, headers }: Call = {}): Promise<Answer> => {
  const response = await fetch(`${outputs().gateway.url}${path}`, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(json === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    redirect: "manual",
  });
  return { status: response.status, body: await response.text(), header: (name) => response.headers.get(name) };
};

/** Calls the API with the browser's cookies, as a page of the gateway's own origin does. */
export const callFrom = async (
  browser: Browser,
  method: string,
  path: string,
  init: RequestInit = {},
): Promise<Answer> => {
  const response = await browser.send(`${outputs().gateway.url}${path}`, {
    ...init,
    method,
    headers: {
      "x-csrf": "1",
      "sec-fetch-site": "same-origin",
      ...(init.headers as Record<string, string> | undefined),
    },
  });
  return { status: response.status, body: await response.text(), header: (name) => response.headers.get(name) };
};

/** Asks again until the status is the expected one or the time is over; gives the last answer. */
export const until = async (status: number, ask: () => Promise<Answer>, milliseconds: number): Promise<Answer> => {
  const end = Date.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer.status === status || Date.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
