import { spawnSync } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";

interface Installed {
  readonly executablePath: string;
  readonly env?: Record<string, string>;
}

/**
 * A real Chromium that takes the server's certificate, and no other that it would not take: the one that
 * GATEHOUSE_TEST_CHROMIUM names, else one that is installed, else the one that comes as a package.
 * @throws where there is none, saying what to install
 */
export const startChromium = (certificate: string): Promise<Browser> => {
  const key = new X509Certificate(certificate).publicKey.export({ type: "spki", format: "der" });
  const trusted = createHash("sha256").update(key).digest("base64");
  const args = [`--ignore-certificate-errors-spki-list=${trusted}`];
  return chromium.launch({ ...(installed() ?? packaged()), args });
};

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const installed = (): Installed | undefined => {
  const { GATEHOUSE_TEST_CHROMIUM: named, PATH = "" } = process.env;
  if (named) return { executablePath: named };
  const onPath = PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const executablePath = [...onPath, ...places].find(isExecutable);
  return executablePath === undefined ? undefined : { executablePath };
};

const isExecutable = (file: string) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The package holds a build for Linux on x64, with the libraries that a bare system lacks. */
const packaged = (): Installed => {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error(
      "these tests drive a real browser, and there is none: install Google Chrome or Chromium (on Debian: apt-get install chromium), or name one in GATEHOUSE_TEST_CHROMIUM",
    );
  const folder = unpacked();
  const env = {
    ...definedEnvironment(),
    LD_LIBRARY_PATH: join(folder, "al2023", "lib"),
    FONTCONFIG_PATH: join(folder, "fonts"),
  };
  return { executablePath: join(folder, "chromium"), env };
};

const definedEnvironment = () =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));

/** Once for all tests: unpacked elsewhere and then moved, so that nobody starts half of it. */
const unpacked = (): string => {
  const cache = join(createRequire(import.meta.url).resolve("@sparticuz/chromium"), "../../../../.cache/gatehouse");
  const folder = join(cache, "chromium-153.0.0");
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, "unpacking-"));
  unpackInto(draft);
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
};

const unpackInto = (folder: string) => {
  const script = fileURLToPath(new URL("./unpack-chromium.ts", import.meta.url));
  // The libraries are unpacked where the package believes to be on AWS Lambda.
  const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" };
  const { status, stderr } = spawnSync(process.execPath, [script], { env, encoding: "utf8" });
  if (status !== 0) throw new Error(`the packaged Chromium could not be unpacked:\n${stderr}`);
};
