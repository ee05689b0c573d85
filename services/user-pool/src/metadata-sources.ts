import type { Logger } from "@gatehouse/http/log.ts";
import type { Provider } from "./config/identity-provider.ts";
import { metadataOverHttp } from "./saml/fetch-metadata.ts";
import { parseMetadata } from "./saml/metadata.ts";
import { type LastGood, type MetadataSource, metadataSource } from "./saml/metadata-source.ts";

interface Needs {
  readonly now: () => Date;
  readonly lastGood: (provider: Provider) => LastGood;
  readonly log: Logger;
}

/** One source for each provider, kept for as long as its metadata are to be found in the same place. */
export const metadataSources = (needs: Needs): ((provider: Provider) => MetadataSource) => {
  const known = new Map<string, MetadataSource>();
  return (provider) => {
    const key = JSON.stringify([provider.poolId, provider.name, provider.metadata]);
    const source = known.get(key) ?? sourceOf(provider, needs);
    known.set(key, source);
    return source;
  };
};

const sourceOf = (provider: Provider, { now, lastGood, log }: Needs): MetadataSource => {
  if ("xml" in provider.metadata) return fixedSource(provider.metadata.xml, now);
  return metadataSource({
    provider: provider.name,
    url: provider.metadata.url,
    fetch: metadataOverHttp,
    lastGood: lastGood(provider),
    now,
    warn: (fields, message) => log.warn(fields, message),
  });
};

/** A MetadataFile says all there is to know; a new key of its provider comes with a new file. */
const fixedSource = (xml: string, now: () => Date): MetadataSource => ({
  current: async () => parseMetadata(xml, { now: now(), expired: "leave out" }),
  renewed: async () => undefined,
});
