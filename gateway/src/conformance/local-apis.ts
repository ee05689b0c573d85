import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";

interface Place {
  /** Of the corpus. */
  readonly folder: string;
  /** Host and port of the HTTP service. */
  readonly backend: string;
  readonly keys: Keys;
}

/** What clients send as `x-api-key`: a key of the plan of every stage that asks for one, and a key of no plan. */
export interface Keys {
  readonly apiKey: string;
  readonly unplannedApiKey: string;
}

export const newKeys = (): Keys => ({ apiKey: newKey(), unplannedApiKey: newKey() });

/** API Gateway's own have forty letters and digits, too. */
const newKey = () => randomBytes(20).toString("hex");

/** The stages that an API of the corpus is served on; the first one is a case's where it names none. */
export const stagesOf = (api: string): readonly string[] => (api.startsWith("http-") ? ["$default", "test"] : ["prod"]);

export const idOf = (api: string): string => createHash("sha256").update(api).digest("hex").slice(0, 10);

/** What `config/apis.yaml` would say of the corpus's APIs. */
export const apisServed = (apis: readonly string[], { folder, backend, keys }: Place) => ({
  apis: apis.map((name) => ({
    id: idOf(name),
    definition: join(folder, "apis", `${name}.yaml`),
    stages: stagesOf(name).map((stage) => ({
      name: stage,
      variables: { backend, function: "corpus", link: "corpus", listener },
      targets: { [listener]: backend },
    })),
  })),
  apiKeys: [
    { name: "planned", value: keys.apiKey },
    { name: "unplanned", value: keys.unplannedApiKey },
  ],
  usagePlans: [{ name: "corpus", stages: stagesWithKeys(apis), keys: ["planned"] }],
});

/** Of the load balancer in front of the HTTP service, behind a VPC link. */
const listener =
  "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/corpus/0123456789abcdef/0123456789abcdef";

const stagesWithKeys = (apis: readonly string[]) =>
  apis
    .filter((name) => name.startsWith("rest-keys"))
    .flatMap((name) => stagesOf(name).map((stage) => ({ api: idOf(name), stage })));
