import { defineConfig } from "vitest/config";
import usual, { LONG } from "./vitest.config.ts";

export default defineConfig({ test: { ...usual.test, include: LONG, exclude: [] } });
