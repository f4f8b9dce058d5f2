import { lease } from "../../functions/api/answers.ts";
import {
  blocksIn,
  hasProfile,
  refuseMalformed,
  withBlock,
  withoutBlock,
} from "../aws-config/blocks.ts";
import { awsConfigFile, changeConfig, readConfig } from "../aws-config/file.ts";
import { profileName, profileText, proposalIn, type Source } from "../aws-config/profile.ts";
import { CommandFailure, EXIT, misused } from "../failure.ts";
import { type Commands, leaseIdOf, type Session, sessionOf } from "../session.ts";
import type { Lease } from "./lease-view.ts";

interface ProfileFlags {
  readonly write?: boolean;
  readonly prune?: boolean;
  readonly name?: string;
  readonly source?: string;
  readonly process?: boolean;
}

/** `mayfly profile` */
export const profileCommand: Commands = (program, world) => {
  program
    .command("profile [lease]")
    .description("print a named profile for the AWS configuration file, or write it there")
    .option("-w, --write", "write it, and leave everything else as it is")
    .option("--name <name>", "of the profile; mayfly-<lease> when absent, and never default")
    .option("-s, --source <profile>", "your own profile, by which the role of the lease is assumed")
    .option(
      "--process",
      "run this command for credentials instead (what is done without a profile of your own)",
    )
    .option("--prune", "remove the profiles of leases that have ended")
    .action(async (id: string | undefined, flags: ProfileFlags, ...rest: unknown[]) => {
      const session = sessionOf(world, rest);
      if (flags.prune === true) return await prune(session, id);
      if (id === undefined)
        throw misused("Name a lease, or say --prune.", "`mayfly list` shows yours.");
      const found = await session.call(`GET /v1/leases/${leaseIdOf(id)}`, lease);
      const { name, text } = profileOf(session, found, flags);
      if (flags.write !== true) {
        if (session.isJson) session.screen.json({ name, text });
        else session.screen.say(text.trimEnd());
        return;
      }
      write(session, { id, name, text });
    });
};

function profileOf(session: Session, found: Lease, flags: ProfileFlags) {
  if (found.access === undefined)
    throw new CommandFailure(
      EXIT.refused,
      `Lease ${found.id} lets you in by no profile: it is ${found.status}, and only its owner has a way in while it is active.`,
    );
  const proposal = proposalIn(found.access.profile.text);
  const name = profileName(flags.name ?? found.access.profile.name);
  const source = sourceOf(session, found.id, flags);
  if (source.kind === "process" && proposal.has("mfa_serial"))
    throw misused(
      "This lease asks for MFA, which AWS's clients ask you for: Mayfly hands out no credentials for it.",
      "Name your own profile with --source.",
    );
  return { name, text: profileText(name, proposal, source) };
}

function sourceOf({ settings, world }: Session, id: string, flags: ProfileFlags): Source {
  if (flags.process === true && flags.source !== undefined)
    throw misused("--process and --source cannot be given together.");
  const { url, region, profile, token } = settings();
  const own = flags.source ?? profile ?? (world.env["AWS_PROFILE"] || undefined);
  if (flags.process !== true && own !== undefined && token === undefined)
    return { kind: "profile", name: sourceName(own) };
  const as = own === undefined ? [] : ["--profile", sourceName(own)];
  const where = region === "" ? [] : ["--region", region];
  return {
    kind: "process",
    words: [...world.self, "credentials", id, "--format", "process", "--url", url, ...where, ...as],
  };
}

function sourceName(name: string): string {
  if (/^[^\s[\]#;"'=]+$/.test(name)) return name;
  throw misused(`"${name}" cannot be the name of a profile.`);
}

interface Written {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

function write({ world, screen, isJson }: Session, { id, name, text }: Written): void {
  const path = awsConfigFile(world);
  changeConfig(path, (before) => {
    refuseMalformed(before);
    if (hasProfile(before, name))
      throw new CommandFailure(
        EXIT.file,
        `${path} has a profile ${name} already, which Mayfly did not write.`,
        "Choose another --name.",
      );
    return withBlock(before, id, text);
  });
  if (isJson) screen.json({ name, file: path });
  else screen.note(`Profile ${name} is in ${path}.\nUse it with: AWS_PROFILE=${name}`);
}

/** Removes the profiles of leases that are over; those of which nothing can be known stay. */
async function prune(session: Session, only: string | undefined): Promise<void> {
  const { world, screen, isJson } = session;
  const path = awsConfigFile(world);
  const ids = blocksIn(readConfig(path))
    .map(({ leaseId }) => leaseId)
    .filter((each) => only === undefined || each === leaseIdOf(only));
  const over: string[] = [];
  for (const id of ids) if (await isOver(session, id)) over.push(id);
  changeConfig(path, (before) => over.reduce(withoutBlock, before));
  if (isJson) return screen.json({ file: path, removed: over });
  screen.note(
    over.length === 0
      ? `No profile in ${path} is of a lease that has ended.`
      : `Removed from ${path}: ${over.join(", ")}.`,
  );
}

async function isOver(session: Session, id: string): Promise<boolean> {
  try {
    const { status } = await session.call(`GET /v1/leases/${id}`, lease);
    return !["requested", "vending", "active"].includes(status);
  } catch (error) {
    if (!(error instanceof CommandFailure) || error.code !== EXIT.refused) throw error;
    session.screen.note(`Kept the profile of ${id}: ${error.message}`);
    return false;
  }
}
