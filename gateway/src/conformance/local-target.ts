import { globSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { PassThrough } from "node:stream";
import { logger } from "@gatehouse/http/log.ts";
import { stringify } from "yaml";
import { start } from "../app.ts";
import { startCorpusBackend } from "./backend.ts";
import { freePort } from "./free-port.ts";
import { apisServed, idOf, newKeys, stagesOf } from "./local-apis.ts";
import type { Target } from "./target.ts";

const region = "eu-west-1";
const accountId = "123456789012";

/**
 * A gateway of this project that serves the corpus, on a free port.
 * @param folder of the corpus: `apis/`, `functions/`.
 */
export const startLocalTarget = async (folder: string): Promise<Target> => {
  const place = mkdtempSync(join(tmpdir(), "conformance-"));
  const address = { host: "127.0.0.1", port: await freePort() };
  const backend = await startCorpusBackend();
  const keys = newKeys();
  const apis = globSync("apis/*.yaml", { cwd: folder }).map((file) => basename(file, ".yaml"));
  const gateway = await start(
    {
      GATEWAY_LISTEN: address,
      GATEWAY_PUBLIC_URL: "http://localhost:8080",
      GATEWAY_APIS: written(join(place, "apis.yaml"), apisServed(apis, { folder, backend: backend.host, keys })),
      GATEWAY_FUNCTIONS: written(join(place, "functions.yaml"), functionsOf(folder)),
      GATEWAY_RELOAD: false,
      GATEWAY_REGION: region,
      GATEWAY_ACCOUNT_ID: accountId,
      GATEWAY_VPC_LINK: { kind: "network" },
    },
    { log: logger("conformance", new PassThrough().resume()) },
  );
  return {
    at(api, stage = stagesOf(api)[0] ?? "") {
      if (!apis.includes(api)) return null;
      const apiId = idOf(api);
      const path = stage === "$default" ? "" : `/${stage}`;
      return {
        base: `http://${apiId}.execute-api.localhost:${address.port}${path}`,
        address,
        names: { apiId, stage, region, accountId, ...keys },
      };
    },
    async close() {
      await gateway.close();
      await backend.close();
      rmSync(place, { recursive: true });
    },
  };
};

const functionsOf = (folder: string) => [
  {
    arn: `arn:aws:lambda:${region}:${accountId}:function:corpus`,
    handler: `${join(folder, "functions", "corpus.mjs")}#handler`,
  },
];

const written = (file: string, content: unknown) => {
  writeFileSync(file, stringify(content));
  return file;
};
