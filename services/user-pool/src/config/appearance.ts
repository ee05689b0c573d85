/** How the classic pages look: kept and told, no more. */
export interface UiCustomization {
  /** undefined: all clients that have none of their own */
  readonly clientId: string | undefined;
  readonly css: string | undefined;
  readonly cssVersion: string;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

export interface UiCustomizations {
  /** That of the client, or else the pool's. */
  find(poolId: string, clientId: string | undefined): Promise<UiCustomization | undefined>;
  set(
    of: { readonly poolId: string; readonly clientId: string | undefined },
    css: string | undefined,
    now: Date,
  ): Promise<UiCustomization>;
}

/** In Cognito's words. */
export interface BrandingSettings {
  readonly UseCognitoProvidedValues: boolean;
  readonly Settings?: unknown;
}

/** How managed login looks to the users of one client: kept and told, no more. */
export interface Branding {
  readonly id: string;
  readonly poolId: string;
  readonly settings: BrandingSettings;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

export interface Brandings {
  /** @returns undefined for a client that has one already */
  create(
    of: { readonly poolId: string; readonly clientId: string },
    settings: BrandingSettings,
    now: Date,
  ): Promise<Branding | undefined>;
  find(poolId: string, id: string): Promise<Branding | undefined>;
  findOf(poolId: string, clientId: string): Promise<Branding | undefined>;
  /** @returns undefined for one that is no more */
  replace(
    of: { readonly poolId: string; readonly id: string },
    settings: BrandingSettings,
    now: Date,
  ): Promise<Branding | undefined>;
  /** @returns false for one that is no more */
  remove(poolId: string, id: string): Promise<boolean>;
}
