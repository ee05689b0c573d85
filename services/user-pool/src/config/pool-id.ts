/** The region in a pool's id, `{region}_{name}`. */
export const regionOf = (poolId: string): string => poolId.slice(0, poolId.indexOf("_"));

/** The part after the region, which clients hash in when they prove a password. */
export const nameInPoolId = (poolId: string): string => poolId.slice(poolId.indexOf("_") + 1);
