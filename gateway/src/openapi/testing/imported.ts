import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BadFile } from "@gatehouse/config/yaml-file.ts";
import { expect } from "@jest/globals";
import { type ImportedApi, type ImportOptions, importApi } from "../import-api.ts";

/** What the import makes of a file with this text. */
export const importedFrom = (text: string, options: ImportOptions = {}): ImportedApi => {
  const folder = mkdtempSync(join(tmpdir(), "openapi-"));
  try {
    const file = join(folder, "api.yaml");
    writeFileSync(file, text);
    const identity = { region: "eu-west-1", accountId: "123456789012", apiId: "puhdx84jy9" };
    return importApi(file, identity, options);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** The import is given up, with a line and a field and this message. */
export const refused = (read: () => unknown, message: RegExp) => {
  expect(read).toThrow(BadFile);
  expect(read).toThrow(message);
  expect(read).toThrow(/line \d+, /);
};

/** And for no other reason. */
export const refusedOnly = (read: () => unknown, message: RegExp) => {
  refused(read, message);
  expect(read).not.toThrow(/\n.*\n/);
};

export const functionArn = "arn:aws:lambda:eu-west-1:123456789012:function:guard";
export const invocation = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`;

export const info = { title: "t", version: "1" };
