import { dirname } from "node:path";
import { readYaml } from "@gatehouse/config/yaml-file.ts";
import { type Directory, directoryIn } from "./people-file.ts";

/** What `${NAME}` stands for in the file. */
type Variables = Readonly<Record<string, string | undefined>>;

/** Reads the file of people, and their pictures beside it. @throws {BadFile} naming each fault with its line */
export const readPeople = (file: string, variables: Variables): Directory =>
  readYaml(file, directoryIn(dirname(file)), variables);
