import type { Target } from "./target.ts";

/**
 * The corpus's APIs wherever they were deployed.
 * @param given `rest-token=https://abcdefghij.execute-api.eu-west-1.amazonaws.com/prod`, one for each API and stage
 * (`http-lambda@test=…` for another stage than the first).
 * @param names that cases use and no URL tells: `apiKey=…`.
 * @throws where one is not of that form.
 */
export const remoteTarget = (given: readonly string[], names: readonly string[]): Target => {
  const bases = new Map(given.map((each) => named(each)));
  const known = Object.fromEntries(names.map((each) => nameAndValue(each)));
  return {
    at(api, stage) {
      const base = bases.get(stage === undefined ? api : `${api}@${stage}`) ?? null;
      return base === null ? null : { base, names: { ...namesIn(base), ...known } };
    },
    close: async () => {},
  };
};

const named = (text: string): readonly [string, string] => {
  const [, api, base] = /^([\w-]+(?:@[\w$-]+)?)=(https?:\/\/.+)$/.exec(text) ?? [];
  if (api === undefined || base === undefined || !URL.canParse(base))
    throw new Error(`expected api=https://host/stage, received ${text}`);
  return [api, base];
};

const nameAndValue = (text: string): readonly [string, string] => {
  const [, name, value] = /^(\w+)=(.+)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new Error(`expected name=value, received ${text}`);
  return [name, value];
};

/** What an endpoint of API Gateway says of its API; elsewhere cases that compare these names fail, and show what came. */
const namesIn = (base: string): Readonly<Record<string, string>> => {
  const { hostname, pathname } = new URL(base);
  const [, apiId, region] = /^([a-z0-9]{10})\.execute-api\.([a-z0-9-]+)\.amazonaws\.com/.exec(hostname) ?? [];
  const stage = pathname.split("/")[1] || "$default";
  return apiId === undefined || region === undefined ? {} : { apiId, region, stage };
};
