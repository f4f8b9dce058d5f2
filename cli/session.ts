import { Command } from "commander";
import { apiClient, type Call } from "./api/client.ts";
import { misused } from "./failure.ts";
import { once } from "./once.ts";
import { type GlobalFlags, type Settings, settingsOf } from "./settings.ts";
import type { Surroundings } from "./surroundings.ts";
import { type Screen, screenOf } from "./terminal/screen.ts";

/** What a command has to work with. */
export interface Session {
  readonly world: Surroundings;
  readonly screen: Screen;
  /** Whether machines read the output. */
  readonly isJson: boolean;
  readonly settings: () => Settings;
  readonly call: Call;
}

/** What commander hands to an action last: the command itself. */
export function sessionOf(world: Surroundings, args: readonly unknown[]): Session {
  const command = args.at(-1);
  const flags: GlobalFlags = command instanceof Command ? command.optsWithGlobals() : {};
  const known = once(() => settingsOf(flags, world));
  const client = once(() => apiClient(known(), world));
  return {
    world,
    screen: screenOf(world, flags.color),
    isJson: flags.json === true,
    settings: known,
    call: (route, schema, wish) => client()(route, schema, wish),
  };
}

/** Adds the commands of one kind to the program. */
export type Commands = (program: Command, world: Surroundings) => void;

const LEASE = /^l-[a-z0-9]{16}$/;

/** The argument as the id of a lease. Throws CommandFailure. */
export function leaseIdOf(text: string): string {
  if (LEASE.test(text)) return text;
  throw misused(
    `"${text}" is not the id of a lease, which looks like l-4f0a8c2e6b9d1f37.`,
    "`mayfly list` shows yours.",
  );
}
