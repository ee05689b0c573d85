/** Where functions tell what happens to them beside their answers. A pino logger is one. */
export interface FunctionLog {
  info(about: object, message: string): void;
  warn(about: object, message: string): void;
}

export const silent: FunctionLog = { info() {}, warn() {} };
