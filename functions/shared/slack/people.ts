import { emailOf, type PeopleRules, principalOf } from "../../../domain/access/address.ts";
import { isRefusal, type Refusal, refuse } from "../../../domain/failures.ts";
import type { Principal } from "../../../domain/ids.ts";
import { SlackRefused } from "../../../domain/slack/failures.ts";
import { isTimeZone } from "../../../domain/zone.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { SlackMemory, SlackUser, SlackWorkspace } from "../../../ports/slack.ts";

export interface PeoplePorts {
  readonly workspace: SlackWorkspace;
  readonly memory: SlackMemory;
  readonly clock: Clock;
  /** The one workspace whose people are known. */
  readonly team: string;
  readonly rules: PeopleRules;
}

/** Somebody who may act: for the rules, they are the principal and nothing else. */
export interface Person {
  readonly user: string;
  readonly principal: Principal;
  readonly zone: string;
}

/** Finds out who a user is, by workspace and id: never by a name, which anybody can give themselves. */
export async function personOf(
  ports: PeoplePorts,
  { team, user: id }: { readonly team: string; readonly user: string },
): Promise<Person | Refusal> {
  if (team !== ports.team) return stranger;
  const user = await userOf(ports, id);
  if (user === undefined || user.team !== ports.team) return stranger;
  if (user.isBot) return refuse("not-allowed", "Bots hold no accounts: use the API.");
  if (user.isDeactivated) return refuse("not-allowed", "Your Slack account is deactivated.");
  if (user.email === undefined)
    return refuse(
      "not-allowed",
      "Slack shows no e-mail address of yours, by which Mayfly knows people.",
    );
  const principal = principalOf(user.email, ports.rules);
  if (principal === undefined)
    return refuse("not-allowed", `Nobody in AWS belongs to ${user.email}: ask an administrator.`);
  return { user: id, principal, zone: isTimeZone(user.zone) ? user.zone : "Etc/UTC" };
}

const stranger = refuse("not-allowed", "You are of another workspace than Mayfly serves.");

async function userOf(
  { workspace, memory, clock }: PeoplePorts,
  id: string,
): Promise<SlackUser | undefined> {
  const known = await memory.user(id, clock.now());
  if (known !== undefined) return known;
  try {
    const user = await workspace.user(id);
    await memory.rememberUser(user, clock.now());
    return user;
  } catch (error) {
    if (error instanceof SlackRefused && error.details["error"] === "user_not_found")
      return undefined;
    throw error;
  }
}

/** The user that a principal is, if it is one who may be told something. */
export async function userBehind(
  ports: PeoplePorts,
  principal: Principal,
): Promise<string | undefined> {
  const email = emailOf(principal, ports.rules);
  const user = email === undefined ? undefined : await ports.workspace.userOf(email);
  if (user === undefined) return undefined;
  const person = await personOf(ports, { team: ports.team, user: user.id });
  return isRefusal(person) || person.principal !== principal ? undefined : user.id;
}
