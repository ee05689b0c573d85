import { regionOf } from "../config/pool-id.ts";
import type { Uses } from "../world.ts";
import type { Domain } from "./domain.ts";
import { type Named, readHostName } from "./host-name.ts";

/** A domain as a request came to it: whose endpoints answer there, and the URL before their paths. */
export interface ReachedDomain {
  readonly poolId: string;
  readonly url: string;
}

/** Where a request came in. */
export interface Arrival {
  /** The public URL of the listener that took it. */
  readonly address: string;
  /** What the client called the host; no more than a hint as to which of the known domains it means. */
  readonly hostname: string;
  /** What follows `/domain/` in a path-based domain. */
  readonly pathDomain: string | undefined;
}

type DomainUses = Uses<"domains" | "filePool">;

/**
 * The domain that a request came in by; undefined for one that is not there. Its URL is put together from what is known
 * here. A host name that is nobody's leads to the pool of the file, as the network between the parts has names of its own.
 */
export const reachedDomain = async (arrival: Arrival, uses: DomainUses): Promise<ReachedDomain | undefined> => {
  const { address, hostname, pathDomain } = arrival;
  if (pathDomain !== undefined) {
    const domain = await uses.domains.find(pathDomain);
    return domain && { poolId: domain.poolId, url: byPath(address, pathDomain) };
  }
  const named = readHostName(hostname);
  const domain = isOwn(arrival) ? undefined : await uses.domains.find(named.name);
  if (domain && isMeant(named, domain)) return { poolId: domain.poolId, url: byHost(address, hostname) };
  return named.kind === "prefix" ? undefined : { poolId: uses.filePool, url: address };
};

/**
 * The URL of a pool's own domain for whoever asked at `arrival`: by the host name that was used where that is the pool's,
 * else by path, which needs no name of its own; undefined for a pool without a domain.
 */
export const domainUrlOf = async (poolId: string, arrival: Arrival, uses: DomainUses): Promise<string | undefined> => {
  const reached = await reachedDomain({ ...arrival, pathDomain: undefined }, uses);
  if (reached?.poolId === poolId) return reached.url;
  if (poolId === uses.filePool) return arrival.address;
  const [first] = await uses.domains.ofPool(poolId);
  return first && byPath(arrival.address, first.settings.Domain);
};

const byPath = (address: string, name: string) => `${address}/domain/${name}`;

/** The scheme and the port are the listener's. */
const byHost = (address: string, hostname: string) => {
  const { protocol, port } = new URL(address);
  return `${protocol}//${hostname}${port === "" ? "" : `:${port}`}`;
};

const isOwn = ({ address, hostname }: Arrival) => hostname === new URL(address).hostname;

const isMeant = (named: Named, { kind, poolId }: Domain) =>
  named.kind === kind && (named.kind === "custom" || named.region === undefined || named.region === regionOf(poolId));
