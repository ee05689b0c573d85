import type { IdentityProviderSettings } from "../config/identity-provider.ts";
import type { Declared } from "../config/pool-records.ts";
import type { Uses } from "../world.ts";
import { ResourceNotFound } from "./failures.ts";

type DeclaredProvider = Declared<IdentityProviderSettings>;

/** @throws {ResourceNotFound} */
export const foundDeclaredProvider = async (
  poolId: string,
  name: string,
  { records }: Uses<"records">,
): Promise<DeclaredProvider> => presentProvider(name, await records.declaredProvider(poolId, name));

/**
 * @param called the name or the identifier that was asked for
 * @throws {ResourceNotFound}
 */
export const presentProvider = (called: string, provider: DeclaredProvider | undefined): DeclaredProvider => {
  if (!provider) throw new ResourceNotFound(`Identity provider ${called} does not exist.`);
  return provider;
};
