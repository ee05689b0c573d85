// The pages of the identity provider in a real browser. They are tested beside their code as well, without one.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { logger } from "@gatehouse/http/log.ts";
import { start } from "@gatehouse/idp-mock/app.ts";
import { overRedirect, requestXml } from "@gatehouse/idp-mock/testing/request-xml.ts";
import { startChromium } from "@gatehouse/user-pool/testing/chromium.ts";
import { testTls } from "@gatehouse/user-pool/testing/tls.ts";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { looks } from "./testing/looks.ts";
import { startServiceProvider } from "./testing/service-provider.ts";

type Browser = Awaited<ReturnType<typeof startChromium>>;
type Page = Awaited<ReturnType<Browser["newPage"]>>;

const issuer = "urn:test:sp";
const folder = mkdtempSync(join(tmpdir(), "idp-pages-"));
let browser: Browser;
let serviceProvider: Awaited<ReturnType<typeof startServiceProvider>>;
let idp: Awaited<ReturnType<typeof start>>;
let home: string;

beforeAll(async () => {
  serviceProvider = await startServiceProvider();
  const port = await freePort();
  home = `http://localhost:${port}`;
  writeFileSync(join(folder, "people.yaml"), people(serviceProvider.url));
  writeFileSync(join(folder, "alice.svg"), portrait);
  const settings = {
    IDP_PUBLIC_URL: home,
    IDP_PEOPLE: join(folder, "people.yaml"),
    IDP_DATA_DIR: join(folder, "data"),
  };
  const log = logger("idp-mock", new Writable({ write: (_line, _encoding, done) => done() }));
  idp = await start({ ...settings, IDP_SIGN: "both", IDP_LISTEN: { host: "127.0.0.1", port } }, { log });
  browser = await startChromium((await testTls()).certificate);
});
afterAll(async () => {
  await browser?.close();
  await idp?.close();
  await serviceProvider?.close();
  rmSync(folder, { recursive: true });
});

/** It would change the title of a page that ran its script, and where it is shown it is four by four. */
const portrait = `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4">
<rect width="4" height="4" fill="#8fb3b0"/><script>document.title = top.document.title = "ran"</script></svg>`;

const people = (assertionConsumerService: string) => `
serviceProviders: [{ entityId: "${issuer}", assertionConsumerService: "${assertionConsumerService}" }]
identityProviders:
  - name: corp
    displayName: Example Corp
    style: plain
    people:
      - { email: alice@example.com, givenName: Alice, familyName: Archer, title: Trader, picture: alice.svg, groups: [traders] }
      - { email: mallory@a-rather-long-domain-name.example.com, givenName: Mallory, familyName: Mean, groups: [a-group-with-a-name-that-is-longer-than-a-phone-is-wide], faults: [other-audience] }
${Array.from({ length: 9 }, (_, index) => `      - { email: p${index}@example.com, givenName: P, familyName: "${index}", groups: [] }`).join("\n")}
`;

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

const signIn = () => {
  const attributes = { AssertionConsumerServiceURL: serviceProvider.url, Destination: `${home}/sso` };
  return home + overRedirect(requestXml(attributes, { issuer }), "state");
};

const mostTabs = 120;

/** Presses Tab until what has the focus says so: its text, its name or its value. */
const tabTo = async (page: Page, wanted: RegExp) => {
  for (let tabs = 0; tabs < mostTabs; tabs += 1) {
    await page.keyboard.press("Tab");
    const focused =
      "[document.activeElement.textContent, document.activeElement.name, document.activeElement.value].join(' ')";
    if (wanted.test(String(await page.evaluate(focused)))) return;
  }
  throw new Error(`no Tab leads to ${wanted} on ${page.url()}`);
};

const arrived = async (page: Page) => {
  await page.waitForURL(serviceProvider.url);
  return serviceProvider.received.at(-1);
};

describe("by keyboard alone, without JavaScript", () => {
  test("a sign-in is edited, given a fault, previewed and sent", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(signIn());
    await tabTo(page, /^Edit… Alice Archer/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/edit/);
    await tabTo(page, / nameId /);
    await page.keyboard.press("Control+A");
    await page.keyboard.type("edited@example.com");
    await tabTo(page, / values traders$/);
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("night shift");
    await tabTo(page, / fault $/);
    await page.keyboard.type("other-audience", { delay: 20 });
    await tabTo(page, /^Preview step/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/#preview$/);
    const preview = await page.locator(".preview").textContent();
    expect(preview).toContain("should refuse this with SAML_AUDIENCE_MISMATCH");
    expect(preview).toContain(">night shift<");
    expect(await page.locator(".preview .signature").count()).toBe(2);
    await tabTo(page, /^Sign in /);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/sign-in$/);
    await tabTo(page, /^Continue /);
    await page.keyboard.press("Enter");
    const answer = await arrived(page);
    expect(answer?.RelayState).toBe("state");
    expect(answer?.SAMLResponse).toContain(">edited@example.com</saml:NameID>");
    expect(answer?.SAMLResponse).toContain("<saml:AttributeValue>night shift</saml:AttributeValue>");
    expect(answer?.SAMLResponse).toContain("https://other.example/saml");
    await context.close();
  });
});

test("with JavaScript the response goes by itself, and the next sign-in takes one key", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(signIn());
  await page.getByRole("button", { name: /^Alice Archer/ }).click();
  expect((await arrived(page))?.SAMLResponse).toContain(">alice@example.com</saml:NameID>");
  const before = serviceProvider.received.length;
  await page.goto(signIn());
  await page.keyboard.press("Enter");
  await arrived(page);
  expect(serviceProvider.received).toHaveLength(before + 1);
  await context.close();
});

test("a picture is shown on the card, where it is edited and to continue, and runs no script", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const shown = async (within: string) => {
    const widths = `[...document.querySelectorAll("${within} img.avatar")].map(({ naturalWidth }) => naturalWidth)`;
    expect(await page.evaluate(widths)).toEqual([4]);
    expect(await page.locator(`${within} .title`).allTextContents()).toEqual(["Trader"]);
    expect(await page.title()).not.toBe("ran");
  };
  await page.goto(signIn());
  await shown(".people");
  await page.getByRole("button", { name: "Edit… Alice" }).click();
  await shown(".person");
  await page.getByRole("button", { name: "Sign in" }).click();
  await arrived(page);
  await page.goto(signIn());
  await shown(".continue");
  await context.close();
});

describe.each(["light", "dark"] as const)("on a phone, %s", (colorScheme) => {
  test("no page scrolls sideways, and every text is legible", async () => {
    const context = await browser.newContext({ colorScheme, viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    const judge = async () => {
      const seen = (await page.evaluate(looks)) as { texts: number; faint: string[]; sideways: number };
      expect({ at: page.url(), faint: seen.faint, sideways: seen.sideways }).toEqual({
        at: page.url(),
        faint: [],
        sideways: 0,
      });
      expect(seen.texts).toBeGreaterThan(5);
    };
    for (const path of ["/", "/start", "/sessions", "/settings", "/log", "/sso?SAMLRequest=x", "/nowhere"]) {
      await page.goto(home + path);
      await judge();
    }
    await page.goto(signIn());
    await page.locator("summary").first().click();
    await judge();
    await page.getByRole("button", { name: "Edit… Mallory" }).click();
    await page.getByRole("button", { name: "Preview" }).click();
    await judge();
    await context.close();
  });
});
