import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    silent: "passed-only",
    include: ["test/**/*.test.ts"],
    // Nothing is mocked and nothing global is changed: files can share a worker, and load the SDK once.
    isolate: false,
    globalSetup: ["test/support/assembly.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
