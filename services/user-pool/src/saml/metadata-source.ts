import { BadMetadata } from "./bad-metadata.ts";
import type { FetchMetadata } from "./fetch-metadata.ts";
import { type IdpMetadata, parseMetadata } from "./metadata.ts";
import { SamlRefusal } from "./refusal.ts";

/** A metadata document that was good when it was fetched. Kept as text, so that it is checked again when it is read. */
export interface GoodMetadata {
  readonly url: string;
  readonly xml: string;
  readonly fetchedAt: Date;
}

/** Where the last good document outlives the process. */
export interface LastGood {
  readonly read: () => Promise<GoodMetadata | undefined>;
  readonly write: (good: GoodMetadata) => Promise<void>;
}

export interface MetadataSource {
  /**
   * The provider's metadata: at most six hours old while the provider answers, else the last good.
   * @throws {SamlRefusal} SAML_PROVIDER_UNAVAILABLE
   */
  readonly current: () => Promise<IdpMetadata>;
  /**
   * For when no certificate verified a signature: fetched anew, at most every 30 seconds, in case the provider has
   * changed its key. Undefined when nothing new came of it.
   */
  readonly renewed: () => Promise<IdpMetadata | undefined>;
}

export interface MetadataSourceOptions {
  /** ProviderName, for the log. */
  readonly provider: string;
  /** ProviderDetails MetadataURL. */
  readonly url: string;
  readonly fetch: FetchMetadata;
  readonly lastGood: LastGood;
  readonly now: () => Date;
  readonly warn: (fields: { provider: string; url: string; err: unknown }, message: string) => void;
}

/** Cognito Developer Guide, SAML identity providers: refreshed every six hours, or earlier when validUntil says so. */
const longestUse = 6 * 60 * 60 * 1_000;
/** Between attempts, in milliseconds. Short while nothing is known: the provider may be starting together with the pool. */
const pauses = { known: 30_000, unknown: 1_000 };

interface Known {
  readonly metadata: IdpMetadata;
  readonly freshUntil: number;
  readonly from: "store" | "provider";
}

/** The metadata at a URL, fetched by one request at a time however many sign-ins wait for it. */
export const metadataSource = (options: MetadataSourceOptions): MetadataSource => {
  const now = () => options.now().getTime();
  let known: Known | undefined;
  let running: Promise<void> | undefined;
  const last = { refresh: Number.NEGATIVE_INFINITY, renewal: Number.NEGATIVE_INFINITY };

  const refresh = async () => {
    known ??= await attempt(() => stored(options), options);
    known = (await attempt(() => fetched(options, known), options)) ?? known;
  };
  const refreshOnce = (kind: keyof typeof last) => {
    last[kind] = now();
    running ??= refresh().finally(() => {
      running = undefined;
    });
    return running;
  };
  const mayRefresh = (kind: keyof typeof last) =>
    running !== undefined || now() - last[kind] >= pauses[known ? "known" : "unknown"];

  return {
    current: async () => {
      const fresh = known !== undefined && now() < known.freshUntil;
      if (!fresh && mayRefresh("refresh")) await refreshOnce("refresh");
      return usable(known, options);
    },
    renewed: async () => {
      if (!mayRefresh("renewal")) return undefined;
      const before = known?.metadata.certificates.join();
      await refreshOnce("renewal");
      return known?.metadata.certificates.join() === before ? undefined : usable(known, options);
    },
  };
};

const attempt = async <Value>(run: () => Promise<Value>, { provider, url, warn }: MetadataSourceOptions) => {
  try {
    return await run();
  } catch (err) {
    warn({ provider, url, err }, "SAML metadata cannot be read; the last good metadata, if there is any, stays in use");
    return undefined;
  }
};

const fetched = async (options: MetadataSourceOptions, known: Known | undefined): Promise<Known> => {
  const { url, fetch, lastGood, now } = options;
  const xml = await fetch(url);
  const fetchedAt = now();
  const metadata = parseMetadata(xml, { now: fetchedAt, expired: known ? "leave out" : "refuse" });
  // Another entity at the same address is another provider: its people must not take over the first one's names.
  if (known?.from === "provider" && known.metadata.entityId !== metadata.entityId)
    throw new BadMetadata(
      `Expected entityID ${known.metadata.entityId}, received ${metadata.entityId}; restart the pool if this is meant`,
    );
  await lastGood.write({ url, xml, fetchedAt });
  const end = metadata.validUntil?.getTime() ?? Number.POSITIVE_INFINITY;
  return { metadata, freshUntil: Math.min(fetchedAt.getTime() + longestUse, end), from: "provider" };
};

/** Good enough until a fetch succeeds, and stale at once. What was fetched from another URL is of another provider. */
const stored = async ({ url, lastGood, now }: MetadataSourceOptions): Promise<Known | undefined> => {
  const good = await lastGood.read();
  if (good?.url !== url) return undefined;
  return { metadata: parseMetadata(good.xml, { now: now(), expired: "leave out" }), freshUntil: 0, from: "store" };
};

/** Past its validUntil even the last good is no good (SAML Metadata 2.0, 2.3.2). */
const usable = (known: Known | undefined, { provider, url, now }: MetadataSourceOptions) => {
  const end = known?.metadata.validUntil;
  if (known && (!end || end.getTime() > now().getTime())) return known.metadata;
  throw new SamlRefusal("SAML_PROVIDER_UNAVAILABLE", {
    expected: `metadata of ${provider} at ${url}`,
    received: known ? `none since validUntil ${end?.toISOString()}` : "none",
    wire: "Error in SAML response processing: Unable to contact the configured provider",
  });
};
