import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type { ImportModule } from "../load-handler.ts";
import { type Saw, stampOf } from "./file-stamp.ts";
import { follow, isWithin, versioned } from "./follow-imports.ts";

const require = createRequire(import.meta.url);

let versions = 0;

/**
 * Imports a module, and of what it imports all that lies within its folder, as if never imported before, and tells of
 * each of these files. The code of earlier versions stays in memory: Node.js forgets no module.
 * Not loaded anew is an ES module that a CommonJS one loads; in a worker thread, where nothing is loaded yet, that is no
 * matter.
 */
export const importAnew =
  (saw: Saw): ImportModule =>
  (path) => {
    saw(path, stampOf(path));
    const { href } = pathToFileURL(realpathSync(path));
    const root = new URL("./", href).href;
    versions++;
    follow({ root, version: String(versions), saw });
    for (const loaded of Object.keys(require.cache))
      if (isWithin(root, pathToFileURL(loaded).href)) delete require.cache[loaded];
    return import(versioned(href, String(versions)));
  };
