import { defineConfig } from "vitest/config";

/**
 * Lives in which every step fails once, every call is refused once, everything happens twice: they take
 * longer than a test run that one waits for. `npm run test:long` runs them.
 */
export const LONG = [
  "test/access/parent-and-center.test.ts",
  "test/codes/journey.test.ts",
  "test/journeys/{account-creation,blocked-nuke,every-call,every-function,twice}.test.ts",
  "test/journeys/{adoption,leased-again,locked-bucket,pool,quarantine,reconcile}.test.ts",
  "test/journeys/waiting-for-an-account.test.ts",
  "test/journeys/{teardown-endings,teardown-failures,vend-failures}.test.ts",
  "test/people/{identity-provider,reports,templates}.test.ts",
  "test/spend/{spend-journey,year}.test.ts",
  "test/authorization/**/*.test.ts",
  "test/{cli/terminal,docs/commands,local/cli/local,local/cli/state}.test.ts",
  "test/slack/{journey,outage}.test.ts",
  "test/notifications/{mail-journey,webhooks}.test.ts",
];

export default defineConfig({
  test: {
    silent: "passed-only",
    include: ["test/**/*.test.ts"],
    exclude: LONG,
    // Nothing is mocked and nothing global is changed: files can share a worker, and load the SDK once.
    isolate: false,
    // Tests wait for nothing but themselves: every core has one to work on.
    maxWorkers: "100%",
    globalSetup: ["test/support/temporary-folder.ts", "test/support/assembly.ts"],
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
