/** What the identity provider is asked for: POST /control/sign-ins of idp-mock. */
export type Asked = {
  readonly idp: string;
  readonly person: string;
  readonly faults: readonly string[];
  readonly conduct: "misbehave" | "control";
} & ({ readonly sso: string } | { readonly serviceProvider: string; readonly relayState: string });

/** A form that the browser sends. */
export interface Delivery {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Fields that come a second time, after the others. */
  readonly again?: Readonly<Record<string, string>>;
  readonly afterMs?: number;
  readonly browser?: "another";
}

/** The answer to one request, which no other sign-in can take. */
export const answersTo = async (idpMock: string, asked: Asked): Promise<readonly Delivery[]> => {
  const response = await fetch(`${idpMock}/control/sign-ins`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(asked),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`the identity provider answers ${response.status}: ${text.slice(0, 1_000)}`);
  return (JSON.parse(text) as { deliveries: Delivery[] }).deliveries;
};
