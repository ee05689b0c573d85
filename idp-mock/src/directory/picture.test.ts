import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readPeople } from "./read-people.ts";

const folder = mkdtempSync(join(tmpdir(), "people-"));
const file = join(folder, "people.yaml");
const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
const files: Readonly<Record<string, string | Buffer>> = {
  "a.png": png,
  "a.jpeg": Buffer.from("ffd8ffe000104a464946", "hex"),
  "a.webp": Buffer.from("RIFF\x1a\0\0\0WEBPVP8L", "latin1"),
  "a.svg": svg,
  "declared.svg": `\uFEFF<?xml version="1.0"?>\n<!-- one --><!-- two -->\n${svg}`,
  "jpeg.png": Buffer.from("ffd8ffe000104a464946", "hex"),
  "largest.png": Buffer.concat([png, Buffer.alloc(100_000 - png.length)]),
  "too-large.png": Buffer.concat([png, Buffer.alloc(100_001 - png.length)]),
  "page.svg": `<!doctype html><title>x</title>${svg}`,
  "doctype.svg": `<!DOCTYPE svg [<!ENTITY e "x">]>${svg}`,
  "a.gif": "GIF89a",
  "empty.png": "",
};

beforeAll(() => {
  mkdirSync(join(folder, "pictures"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, "pictures", name), content);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Of Alice, as she comes from the file. */
const picture = (path: string) => {
  const people = `
serviceProviders: [{ entityId: "urn:sp", assertionConsumerService: "https://sp.example.com/acs" }]
identityProviders:
  - name: corp
    displayName: Corp
    style: plain
    people:
      - { email: bob@example.com, givenName: Bob, familyName: Banks, groups: [] }
      - email: alice@example.com
        givenName: Alice
        familyName: Archer
        picture: ${JSON.stringify(path)}
        groups: []
`;
  writeFileSync(file, people);
  return readPeople(file, {}).identityProviders[0]?.people[1]?.picture;
};

test.each([
  ["a.png", "image/png"],
  ["a.jpeg", "image/jpeg"],
  ["a.webp", "image/webp"],
  ["a.svg", "image/svg+xml"],
  ["declared.svg", "image/svg+xml"],
  ["jpeg.png", "image/jpeg"],
  ["largest.png", "image/png"],
])("%s becomes a URI of %s", (name, kind) => {
  const content = Buffer.from(files[name] ?? "").toString("base64");
  expect(picture(`pictures/${name}`)).toBe(`data:${kind};base64,${content}`);
});

test.each([
  ["pictures/missing.png", "pictures/missing.png is no file beside this one"],
  ["pictures", "pictures is no file beside this one"],
  ["pictures/too-large.png", "pictures/too-large.png has 100001 bytes: expected 100000 at most"],
  ["pictures/a.gif", "pictures/a.gif is none of image/png, image/jpeg, image/webp, image/svg+xml"],
  ["pictures/page.svg", "pictures/page.svg is none of"],
  ["pictures/doctype.svg", "pictures/doctype.svg is none of"],
  ["pictures/empty.png", "pictures/empty.png is none of"],
  ["pictures/../pictures/a.png", "expected the path of a file beside this one"],
  ["/etc/hostname", "expected the path of a file beside this one"],
  ["https://example.com/a.png", "expected the path of a file beside this one"],
])("%s is refused with file, line and field", (path, message) => {
  expect(() => picture(path)).toThrow(
    `${file} cannot be used:\n  line 12, identityProviders[0].people[1].picture: ${message}`,
  );
});
