import { Writable } from "node:stream";

/** For programs whose work here is to refuse: what they log of it, nobody reads. */
export const noLog = new Writable({ write: (_line, _encoding, done) => done() });
