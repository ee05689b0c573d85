/** The NameID of the subject, whole. */
export const nameId = /<saml:NameID .*?<\/saml:NameID>/s;

export const nameIdOf = (xml: string): string => nameId.exec(xml)?.[0] ?? "";
