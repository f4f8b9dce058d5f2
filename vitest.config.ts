import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    silent: "passed-only",
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/assembly.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
