import { createRequire, type LoadHookSync, type ResolveHookSync, registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { type Saw, stampOf } from "./file-stamp.ts";

/** One version of the code in a folder. */
export interface Followed {
  /** URL of the folder, with its slash. */
  readonly root: string;
  readonly version: string;
  readonly saw: Saw;
}

const parameter = "loaded";

/** The URL of a module in a version, which is a module of its own for Node.js. */
export const versioned = (url: string, version: string): string => {
  const made = new URL(url);
  made.searchParams.set(parameter, version);
  return made.href;
};

/** Whether a module is of the code in a folder, and not of a package in it. */
export const isWithin = (root: string, url: string): boolean =>
  url.startsWith(root) && !url.slice(root.length).includes("node_modules/");

const followed: Followed[] = [];

/** From now on, what the code of a version imports within its folder is of that version, too, and told of. */
export const follow = (version: Followed): void => {
  // Once in this thread, and only where code is loaded anew at all: every import passes it.
  if (followed.length === 0) registerHooks({ resolve, load });
  followed.push(version);
};

const resolve: ResolveHookSync = (specifier, context, next) => {
  const { parentURL = "", conditions } = context;
  // CommonJS has no URLs, and therefore no versions.
  const required = conditions.includes("require");
  const from = followed.filter(
    ({ root, version }) => isWithin(root, parentURL) && (required || versionOf(parentURL) === version),
  );
  if (from.length === 0) return next(specifier, context);
  try {
    const found = next(specifier, context);
    const within = from.filter(({ root }) => isWithin(root, found.url));
    for (const { saw } of within) tell(saw, found.url);
    const [version] = required ? [] : within;
    return version ? { ...found, url: versioned(found.url, version.version) } : found;
  } catch (error) {
    // It may be there some day.
    if (/^\.{0,2}\//.test(specifier)) for (const { saw } of from) tell(saw, new URL(specifier, parentURL).href);
    throw error;
  }
};

const require = createRequire(import.meta.url);

const load: LoadHookSync = (url, context, next) => {
  const loaded = next(url, context);
  const ours = versionOf(url) !== null && followed.some(({ root }) => isWithin(root, url));
  // Before `import` sees it: of CommonJS that it has seen before, `import` makes half a module (Node.js 24).
  if (ours && loaded.format?.startsWith("commonjs")) require(fileURLToPath(url));
  return loaded;
};

const versionOf = (url: string) => URL.parse(url)?.searchParams.get(parameter) ?? null;

const tell = (saw: Saw, url: string) => {
  const path = fileURLToPath(url);
  saw(path, stampOf(path));
};
