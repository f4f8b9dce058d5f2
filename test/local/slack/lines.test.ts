import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readable } from "../../../local/slack/lines.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const FOLDERS = ["functions/slack-tell", "functions/slack-work", "functions/shared/slack"];

const emoji = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder)).flatMap((file) => [
    ...readFileSync(join(ROOT, folder, file), "utf8").matchAll(/(?<=["`*\s]):[a-z_]+:(?=[ "`*])/g),
  ]),
).map(([name]) => name);

test.each([...new Set(emoji)])("%s of our messages is shown as a picture", (name) => {
  expect(readable(name)).not.toContain(":");
});
