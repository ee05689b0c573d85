import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, openBrowser } from "@gatehouse/browser/browser.ts";
import type { Beginning, Reply, ServiceProvider } from "../service-provider.ts";
import { type Asked, answersTo, type Delivery } from "./answers-to.ts";

/** A sign-in that stands before its last step, in a browser of its own. */
export interface SignIn {
  /** What the identity provider has the browser send, with these faults. */
  answers(faults?: Asked["faults"], conduct?: Asked["conduct"]): Promise<readonly Delivery[]>;
  /** Sends all of it, in order. */
  deliver(deliveries: readonly Delivery[]): Promise<Delivered>;
}

export interface Delivered {
  /** To the last delivery, which is the one that counts. */
  readonly reply: Reply;
  /** Whether a delivery before it was let in. */
  readonly wasLetInBefore: boolean;
}

export const beginSignIn = async (provider: ServiceProvider, beginning: Beginning): Promise<SignIn> => {
  const browser = openBrowser();
  const asked =
    "start" in beginning
      ? { sso: await singleSignOn(browser, beginning.start) }
      : { serviceProvider: beginning.entityId, relayState: beginning.relayState };
  const { idp, person } = beginning;
  return {
    answers: (faults = [], conduct = "misbehave") =>
      answersTo(provider.idpMock, { ...asked, idp, person, faults, conduct }),
    deliver: (deliveries) => delivered(deliveries, { browser, provider }),
  };
};

const mostRedirects = 10;

/** The URL of the identity provider that a sign-in leads to. */
const singleSignOn = async (browser: Browser, start: string): Promise<string> => {
  let at = start;
  for (let hops = 0; hops < mostRedirects; hops++) {
    const response = await browser.send(at);
    const text = await response.text();
    const location = response.headers.get("location");
    if (!location)
      throw new Error(
        `${at}: expected a redirect with a SAMLRequest, received ${response.status} ${text.slice(0, 400)}`,
      );
    at = new URL(location, at).href;
    if (new URL(at).searchParams.has("SAMLRequest")) return at;
  }
  throw new Error(`${start}: expected a redirect with a SAMLRequest, received ${mostRedirects} redirects without one`);
};

interface Place {
  readonly browser: Browser;
  readonly provider: ServiceProvider;
}

const delivered = async (deliveries: readonly Delivery[], place: Place): Promise<Delivered> => {
  let reply: Reply | undefined;
  let wasLetInBefore = false;
  for (const delivery of deliveries) {
    if (reply && place.provider.isLetIn(reply)) wasLetInBefore = true;
    reply = await posted(delivery, place);
  }
  if (!reply) throw new Error("the identity provider has the browser send nothing");
  return { reply, wasLetInBefore };
};

const posted = async (delivery: Delivery, place: Place): Promise<Reply> => {
  const { action, fields, again = {}, afterMs = 0, browser: whose } = delivery;
  const browser = whose === "another" ? openBrowser() : place.browser;
  const url = await inTime(action, afterMs, place.provider);
  const started = performance.now();
  const response = await browser.send(url, {
    method: "POST",
    body: new URLSearchParams([fields, again].flatMap(Object.entries)).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded", origin: new URL(place.provider.idpMock).origin },
  });
  const body = await response.text();
  return { status: response.status, headers: response.headers, body, ms: performance.now() - started };
};

const inTime = async (action: string, afterMs: number, { later }: ServiceProvider) => {
  if (afterMs > 0 && later) return later(afterMs);
  await sleep(afterMs);
  return action;
};
