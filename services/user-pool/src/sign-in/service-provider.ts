/** The pool's entity id as a SAML service provider: one for the pool, whatever the identity provider. */
export const entityIdOf = (poolId: string) => `urn:amazon:cognito:sp:${poolId}`;

/** The assertion consumer service. */
export const acsOf = (publicUrl: string) => `${publicUrl}/saml2/idpresponse`;

/** Where single logout comes back to. */
export const sloOf = (publicUrl: string) => `${publicUrl}/saml2/logout`;
