import { contentFaults } from "./content/content-faults.ts";
import { deliveryFaults } from "./delivery/delivery-faults.ts";
import { encryptionFaults } from "./encryption/encryption-faults.ts";
import type { Fault } from "./fault.ts";
import { semanticsFaults } from "./semantics/semantics-faults.ts";
import { signatureFaults } from "./signature/signature-faults.ts";
import { wrappingFaults } from "./wrapping/wrapping-faults.ts";

/** Every way to misbehave. */
export const faults: readonly Fault[] = [
  ...signatureFaults,
  ...wrappingFaults,
  ...contentFaults,
  ...encryptionFaults,
  ...semanticsFaults,
  ...deliveryFaults,
];

const byName = new Map(faults.map((fault) => [fault.name, fault]));

export const faultNames: readonly string[] = faults.map(({ name }) => name);

export const faultNamed = (name: string): Fault | undefined => byName.get(name);
