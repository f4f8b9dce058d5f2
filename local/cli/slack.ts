import { setTimeout as pause } from "node:timers/promises";
import { controlClient } from "../control/client.ts";
import { command, numberOf, parsed, UsageError } from "./common/command.ts";
import { DEFAULT_PORT } from "./start/options.ts";

const USAGE = `Usage: npm run slack -- ["/mayfly WORDS" | press LABEL | submit FIELD=VALUE ... | home] [--as MEMBER] [--port N]

Does in the Slack of a local cloud that runs (npm start) what somebody does there, and shows what came of it.

  "/mayfly request 3d for load test"   writes a command
  press Approve                        presses the newest button of this label
  submit reason="not now"              fills in the form that is open
  home                                 opens the home tab
  (nothing)                            shows the workspace

  --as MEMBER   developer (when absent), colleague, approver, administrator,
                withoutEmail, deactivated, bot or guest
  --port N      where the cloud listens; ${DEFAULT_PORT} when absent`;

/** Milliseconds in which Mayfly has usually done its work. */
const MOMENT = 3_000;

function deedOf([what = "", ...rest]: readonly string[]): object | undefined {
  if (what === "") return undefined;
  if (what.startsWith("/mayfly")) return { write: [what, ...rest].join(" ") };
  if (what === "press") return { press: rest.join(" ") };
  if (what === "home") return { home: true };
  if (what !== "submit") throw new UsageError(`There is no "${what}" here.`);
  return { submit: fieldsIn(rest) };
}

function fieldsIn(words: readonly string[]): Readonly<Record<string, string>> {
  const pairs = words.map((word): [string, string] => {
    const at = word.indexOf("=");
    if (at < 1) throw new UsageError(`"${word}" is not FIELD=VALUE.`);
    return [word.slice(0, at), word.slice(at + 1)];
  });
  return Object.fromEntries(pairs);
}

await command(USAGE, async () => {
  const { values, positionals } = parsed({
    args: process.argv.slice(2),
    allowPositionals: true,
    options: { as: { type: "string" }, port: { type: "string" } },
  });
  const port = numberOf("--port", values.port ?? String(DEFAULT_PORT), { least: 1, most: 65_535 });
  const ask = controlClient(`http://127.0.0.1:${port}`);
  const deed = deedOf(positionals);
  if (deed !== undefined) {
    const { status, text } = await ask<{ status: number; text: string }>("POST /_local/slack", {
      ...{ as: values.as ?? "developer", ...deed },
    });
    console.log(`Mayfly answered ${status}${text === "" ? "." : `: ${text}`}`);
    await pause(MOMENT);
  }
  console.log((await ask<{ text: string }>("GET /_local/slack")).text);
  return 0;
});
