import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { provideAwslambda } from "./awslambda.ts";
import type { Handler } from "./run-handler.ts";

/** A handler's module, imported. */
export interface Loaded {
  readonly handler: Handler;
  /** The module's own `close`, where it has one: lets go of what the function keeps open while it is warm. */
  readonly close: () => unknown;
}

export type ImportModule = (path: string) => Promise<Readonly<Record<string, unknown>>>;

const importOnce: ImportModule = (path) => import(pathToFileURL(path).href);

/**
 * Imports a handler.
 * @param handler `path#export`, the path relative to the file that names it.
 * @returns what was loaded, or what is wrong.
 */
export const loadHandler = async (
  file: string,
  handler: string,
  importModule: ImportModule = importOnce,
): Promise<Loaded | string> => {
  const mark = handler.lastIndexOf("#");
  const [path, name] = [resolve(dirname(file), handler.slice(0, mark)), handler.slice(mark + 1)];
  provideAwslambda();
  try {
    const module = await importModule(path);
    const [exported, close] = [functionNamed(name, module), functionNamed("close", module)];
    if (exported) return { handler: exported, close: () => close?.() };
    return `${path} exports no function ${name}; it exports: ${Object.keys(module).join(", ") || "nothing"}`;
  } catch (error) {
    if (!existsSync(path)) return `there is no file ${path}`;
    return `${path} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`;
  }
};

const functionNamed = (name: string, module: Readonly<Record<string, unknown>>) => {
  const exported = Object.hasOwn(module, name) ? module[name] : undefined;
  return typeof exported === "function" ? (exported as (...parameters: unknown[]) => unknown) : undefined;
};
