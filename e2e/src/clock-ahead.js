// Preloaded into the parts of a system under test (`node --import`): moves the clock that they read ahead by
// GATEHOUSE_E2E_CLOCK_AHEAD seconds, so that what lasts an hour has ended. Plain JavaScript, as it runs before them.
const ahead = Number(process.env.GATEHOUSE_E2E_CLOCK_AHEAD ?? 0) * 1_000;
const TrueDate = Date;

globalThis.Date = class extends TrueDate {
  constructor(...given) {
    if (given.length === 0) super(TrueDate.now() + ahead);
    else super(...given);
  }

  static now() {
    return TrueDate.now() + ahead;
  }
};
