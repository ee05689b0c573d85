import { selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import { type Conduct, make } from "../../answers/make.ts";
import type { Answer, Plan } from "../../answers/plan.ts";
import type { Fault } from "../fault.ts";
import { plan, scene } from "./scene.ts";

/** Of a service provider that has its assertions encrypted. */
export const serviceProvider = await selfSigned({ commonName: "pool.test" });

/** The answer with the fault, or its control, where something may be planned otherwise. */
export const made = (fault: Fault, conduct: Conduct = "misbehave", change: Partial<Plan> = {}): Answer =>
  make(
    { ...plan, ...change },
    { faults: [fault], conduct, scene: { ...scene, encryptionCertificate: serviceProvider.certificate } },
  );
