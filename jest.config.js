// Five projects: `unit` (beside the code, with a real PostgreSQL where a test asks for one), `architecture`, and end to end
// `e2e`, `lambda` and `faults`.
const shared = {
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2024" }, module: { type: "es6" } }],
  },
  testEnvironment: "node",
};

const endToEnd = {
  ...shared,
  testMatch: ["<rootDir>/e2e/src/**/*.test.ts"],
  globalSetup: "<rootDir>/e2e/src/start-target.ts",
  globalTeardown: "<rootDir>/e2e/src/stop-target.ts",
};

export default {
  projects: [
    {
      ...shared,
      displayName: "unit",
      roots: [
        "packages",
        "db",
        "services",
        "authorizer",
        "gateway",
        "idp-mock",
        "stack",
        "access",
        "bench",
        "scorecard",
      ].map((unit) => `<rootDir>/${unit}`),
      testMatch: ["**/src/**/*.test.ts"],
      globalSetup: "<rootDir>/db/src/testing/start-server.ts",
      globalTeardown: "<rootDir>/db/src/testing/stop-server.ts",
    },
    { ...shared, displayName: "architecture", testMatch: ["<rootDir>/architecture.test.ts"] },
    { ...endToEnd, displayName: "e2e", testPathIgnorePatterns: ["/node_modules/", "<rootDir>/e2e/src/faults/"] },
    // The same once more, with the permissions service as a Lambda function behind AWS_PROXY.
    {
      ...endToEnd,
      displayName: "lambda",
      testPathIgnorePatterns: ["/node_modules/", "<rootDir>/e2e/src/faults/"],
      globalSetup: "<rootDir>/e2e/src/start-lambda-target.ts",
    },
    // These break the running system, so nothing may run beside them.
    { ...endToEnd, displayName: "faults", testMatch: ["<rootDir>/e2e/src/faults/*.test.ts"] },
  ],
  testTimeout: 30_000,
  // A process keeps the modules of every file that it has run.
  workerIdleMemoryLimit: "1GB",
  reporters: ["default", ...(process.env.GATEHOUSE_TEST_COUNTS ? ["<rootDir>/tools/count-tests.js"] : [])],
};
