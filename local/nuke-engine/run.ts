import { ListAccountAliasesCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { Clients } from "./clients.ts";
import type { RunOptions } from "./command-line.ts";
import type { EngineConfiguration } from "./configuration.ts";
import { itemLine, type Print } from "./output.ts";
import { type OwnAccount, refusalOf } from "./refusals.ts";
import type { Kind, Site } from "./resource.ts";
import { count, removeInRounds } from "./rounds.ts";
import { scanAccount } from "./scan.ts";

/** What a run needs of its surroundings. */
export interface Surroundings {
  readonly clientsFor: (owner: string) => Clients;
  /** Kinds of resource to look for in a Region, or in `global`. */
  readonly kindsOf: (owner: string) => readonly Kind[];
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly print: Print;
}

/** Finds out whose credentials these are. */
async function ownAccount({ sts, iam }: Clients): Promise<OwnAccount> {
  const { Account = "" } = await sts.send(new GetCallerIdentityCommand());
  const { AccountAliases = [] } = await iam.send(new ListAccountAliasesCommand());
  return { id: Account, aliases: AccountAliases };
}

async function announce(options: RunOptions, { print, sleep }: Surroundings): Promise<void> {
  if (!options.force) throw new Error("nobody can be asked here: use --force");
  print("no-prompt flag set, continuing without prompting user");
  print(`waiting ${options.forceSleep}s before continuing`);
  await sleep(options.forceSleep * 1_000);
}

const sitesOf =
  (
    account: OwnAccount,
    configuration: EngineConfiguration,
    clientsFor: Surroundings["clientsFor"],
  ) =>
  (owner: string): Site => ({
    owner,
    account: account.id,
    clients: clientsFor(owner),
    setting: (type, name) => configuration.settings[type]?.[name] === true,
  });

/**
 * Looks at the account and, unless it is a dry run, empties it. Throws for a refusal, and when something
 * resists: both end the program with exit code 1.
 */
export async function runEngine(
  options: RunOptions,
  configuration: EngineConfiguration,
  surroundings: Surroundings,
): Promise<void> {
  const { print, sleep, clientsFor, kindsOf } = surroundings;
  const account = await ownAccount(clientsFor("global"));
  const refusal = refusalOf(account, configuration, options);
  if (refusal !== undefined) throw new Error(refusal);
  await announce(options, surroundings);
  print("starting scan for resources");
  const siteOf = sitesOf(account, configuration, clientsFor);
  const items = await scanAccount({ configuration, kindsOf, siteOf, print });
  for (const item of items) if (item.state !== "filtered" || !options.quiet) print(itemLine(item));
  const nukeable = count(items, "new");
  print(
    `Scan complete: ${items.length} total, ${nukeable} nukeable, ${count(items, "filtered")} filtered.`,
  );
  print("");
  if (nukeable === 0) return print("No resource to delete.");
  if (!options.remove)
    return print(
      "The above resources would be deleted with the supplied configuration. Provide --no-dry-run to actually destroy resources.",
    );
  await announce(options, surroundings);
  const { roundPause: pause, maxWaitRetries } = options;
  await removeInRounds(items, { print, sleep, pause, maxWaitRetries });
  print(
    `Nuke complete: ${count(items, "failed")} failed, ${count(items, "filtered")} skipped, ${count(items, "finished")} finished.`,
  );
  print("");
}
