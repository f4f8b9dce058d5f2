import { expect, test } from "vitest";
import { UsageError } from "../../../local/cli/common/command.ts";
import { durationOf } from "../../../local/cli/local/duration.ts";
import { startOptions } from "../../../local/cli/start/options.ts";

test("without flags the cloud listens on 4566, in real time, and forgets", () => {
  expect(startOptions([])).toEqual({ port: 4566, speed: 1, state: undefined, seed: 1 });
});

test("a state folder is meant from where the command runs", () => {
  expect(startOptions(["--state", "world"]).state).toBe(`${process.cwd()}/world`);
});

test.each([
  [["--speed", "fast"], '--speed must be a number from 0.01 to 100000, not "fast".'],
  [["--speed", ""], '--speed must be a number from 0.01 to 100000, not "".'],
  [["--port", "65536"], '--port must be a whole number from 0 to 65535, not "65536".'],
  [["--port=-1"], '--port must be a whole number from 0 to 65535, not "-1".'],
  [["--seed", "1.5"], '--seed must be a whole number from 0 to 4294967295, not "1.5".'],
  [["--state"], "Option '--state <value>' argument missing"],
  [
    ["elsewhere"],
    "Unexpected argument 'elsewhere'. This command does not take positional arguments",
  ],
])("%j is refused by name", (args, message) => {
  expect(() => startOptions(args)).toThrow(new UsageError(message));
});

test.each([
  ["90s", 90_000],
  ["1h30m", 5_400_000],
  ["3d", 259_200_000],
  ["P3D", 259_200_000],
])("%s is a length of time", (text, milliseconds) => {
  expect(durationOf(text)).toBe(milliseconds);
});

test.each(["", "3", "d3", "0s", "3 d", "-1h", "P1M"])("%j is no length of time", (text) => {
  expect(() => durationOf(text)).toThrow(UsageError);
});
