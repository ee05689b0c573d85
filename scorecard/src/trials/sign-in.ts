import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, openBrowser } from "@gatehouse/browser/browser.ts";
import type { Choice, Delivery } from "@gatehouse/idp-mock-client/control-api.ts";
import { idpMock } from "@gatehouse/idp-mock-client/idp-mock.ts";
import type { Beginning, Reply, ServiceProvider } from "../service-provider.ts";

/** A sign-in that stands before its last step, in a browser of its own. */
export interface SignIn {
  /** What the identity provider has the browser send, with these faults. */
  answers(faults?: Choice["faults"], conduct?: Choice["conduct"]): Promise<readonly Delivery[]>;
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
      ? { sso: await singleSignOn(browser, beginning.start, provider) }
      : { serviceProvider: beginning.entityId, relayState: beginning.relayState };
  const { idp, person } = beginning;
  return {
    answers: async (faults, conduct) =>
      (await idpMock(provider.idpMock).signIn({ ...asked, idp, person, faults, conduct })).deliveries,
    deliver: (deliveries) => delivered(deliveries, { browser, provider }),
  };
};

/** Where a sign-in leads that starts at a URL, in a browser that is thrown away. @throws {NotSentAway} */
export const singleSignOnOf = (start: string, provider: ServiceProvider): Promise<string> =>
  singleSignOn(openBrowser(), start, provider);

const mostRedirects = 10;

/** The URL of the identity provider that a sign-in leads to. @throws {NotSentAway} */
const singleSignOn = async (browser: Browser, start: string, { application }: ServiceProvider): Promise<string> => {
  let at = start;
  for (let hops = 0; hops < mostRedirects; hops++) {
    const reply = await timed(() => browser.send(at));
    const location = reply.headers.get("location");
    if (!location || (application && location.startsWith(application))) throw new NotSentAway(at, reply);
    at = new URL(location, at).href;
    if (new URL(at).searchParams.has("SAMLRequest")) return at;
  }
  throw new Error(`${start}: expected a redirect with a SAMLRequest, received ${mostRedirects} redirects without one`);
};

/** The service provider does not send the browser to the identity provider. */
export class NotSentAway extends Error {
  override name = "NotSentAway";
  readonly reply: Reply;
  constructor(url: string, reply: Reply) {
    super(`${url}: expected a redirect with a SAMLRequest, received ${reply.status} ${reply.body.slice(0, 400)}`);
    this.reply = reply;
  }
}

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
  await sleep(afterMs);
  return timed(() =>
    browser.send(action, {
      method: "POST",
      body: new URLSearchParams([fields, again].flatMap(Object.entries)).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded", origin: new URL(place.provider.idpMock).origin },
    }),
  );
};

const timed = async (send: () => ReturnType<Browser["send"]>): Promise<Reply> => {
  const started = performance.now();
  const response = await send();
  const body = await response.text();
  return { status: response.status, headers: response.headers, body, ms: performance.now() - started };
};
