import type { Fault } from "../fault.ts";
import { attackersKey } from "./attackers-key.ts";

export const signatureFaults: readonly Fault[] = [attackersKey];
