import { Command, CommanderError } from "commander";
import { accountCommands } from "./commands/accounts.ts";
import { codesCommands } from "./commands/codes.ts";
import { completionCommand } from "./commands/completion.ts";
import { custodyCommands } from "./commands/custody.ts";
import { decideCommands } from "./commands/decide.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { enterCommands } from "./commands/enter.ts";
import { leaseCommands } from "./commands/leases.ts";
import { localCommand, passOn } from "./commands/local.ts";
import { profileCommand } from "./commands/profile.ts";
import { reportCommand } from "./commands/report.ts";
import { smokeCommand } from "./commands/smoke.ts";
import { supplyCommands } from "./commands/supply.ts";
import { waitCommand } from "./commands/wait.ts";
import { CommandFailure, EXIT, type ExitCode } from "./failure.ts";
import type { Commands } from "./session.ts";
import type { Surroundings } from "./surroundings.ts";
import { screenOf } from "./terminal/screen.ts";

const COMMANDS: readonly Commands[] = [
  ...[leaseCommands, waitCommand, enterCommands, profileCommand],
  ...[
    supplyCommands,
    decideCommands,
    accountCommands,
    custodyCommands,
    reportCommand,
    codesCommands,
  ],
  ...[doctorCommand, smokeCommand, completionCommand, localCommand],
];

/** The whole command line. */
export function programFor(world: Surroundings): Command {
  const program = new Command("mayfly")
    .description(
      "Disposable AWS accounts: ask for one, use it, and never think of deleting it again.",
    )
    .version("0.1.0")
    .option(
      "--url <address>",
      "of Mayfly's API; MAYFLY_API_URL, or the configuration file, when absent",
    )
    .option("--region <region>", "that the API runs in, where its address does not tell")
    .option(
      "--profile <name>",
      "the AWS profile to sign with; the standard chain of AWS when absent",
    )
    .option("--token-file <file>", "a file with a JSON Web Token to send instead of a signature")
    .option("--json", "write JSON for machines")
    .option("--no-color", "write no colours")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void world.stdout.write(text),
      writeErr: (text) => void world.stderr.write(text),
      getOutHelpWidth: () => world.stdout.columns ?? 100,
      getErrHelpWidth: () => world.stderr.columns ?? 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError("(mayfly help <command> tells more)")
    .helpCommand("help [command]", "tell more about a command")
    .addHelpText("after", "\nExit codes and settings: docs/guides/command-line.md");
  for (const add of COMMANDS) add(program, world);
  return program;
}

/** Runs a command line, without the program's own name. Answers the exit code. */
export async function main(args: readonly string[], world: Surroundings): Promise<number> {
  try {
    if (args[0] === "local") return await passOn(args.slice(1), world);
    await programFor(world).parseAsync([...args], { from: "user" });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.misused;
    if (error instanceof CommandFailure) return tell(error, world, !args.includes("--no-color"));
    throw error;
  }
}

function tell(
  { code, message, hint }: CommandFailure,
  world: Surroundings,
  color: boolean,
): ExitCode {
  const screen = screenOf(world, color);
  screen.note(screen.noteStyled("red", message));
  if (hint !== undefined) screen.note(hint);
  return code;
}
