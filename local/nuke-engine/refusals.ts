import type { RunOptions } from "./command-line.ts";
import type { EngineConfiguration } from "./configuration.ts";

/** Shorter waits are not accepted, so that somebody can still interrupt. */
const SHORTEST_SLEEP = 3;

/** The account that the credentials belong to. */
export interface OwnAccount {
  readonly id: string;
  readonly aliases: readonly string[];
}

/** Says why the engine must not work in this account, in aws-nuke's words; undefined when it may. */
export function refusalOf(
  { id, aliases }: OwnAccount,
  configuration: EngineConfiguration,
  options: RunOptions,
): string | undefined {
  if (options.forceSleep < SHORTEST_SLEEP)
    return "value for --force-sleep cannot be less than 3 seconds. This is for your own protection";
  if (configuration.blocklist.length === 0) return "no blocklist defined";
  if (configuration.blocklist.includes(id)) return "account is in blocklist";
  if (configuration.accounts[id] === undefined) return "account is not configured";
  const isBypassed =
    !options.checkAlias && configuration["bypass-alias-check-accounts"].includes(id);
  return isBypassed ? undefined : aliasRefusal(aliases, configuration);
}

function aliasRefusal(
  aliases: readonly string[],
  configuration: EngineConfiguration,
): string | undefined {
  if (aliases.length === 0)
    return "specified account doesn't have an alias. For safety reasons you need to specify an account alias. Your production account should contain the term 'prod'";
  const terms = [
    ...configuration["blocklist-terms"],
    ...(configuration["no-blocklist-terms-default"] ? [] : ["prod"]),
  ];
  for (const alias of aliases)
    for (const term of terms)
      if (alias.toLowerCase().includes(term))
        return `you are trying to nuke an account with the alias '${alias}', but it contains the blocklisted keyword '${term}'. Aborting`;
  return undefined;
}
