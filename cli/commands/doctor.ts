import { pageOf, template } from "../../functions/api/answers.ts";
import { examine, type Finding } from "../doctor/findings.ts";
import { examineSlack } from "../doctor/slack.ts";
import { CommandFailure, EXIT, misused } from "../failure.ts";
import { type Commands, type Session, sessionOf } from "../session.ts";
import { settingsOf } from "../settings.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Style } from "../terminal/screen.ts";
import { wrapped } from "../terminal/table.ts";

const MARKS: Readonly<Record<Finding["state"], readonly [mark: string, style: Style]>> = {
  good: ["✓", "green"],
  doubtful: ["!", "yellow"],
  bad: ["✗", "red"],
  unknown: ["?", "yellow"],
};

interface DoctorFlags {
  readonly deployment?: boolean;
  readonly slack?: boolean;
  readonly channel?: string;
}

/** `mayfly doctor` */
export const doctorCommand: Commands = (program, world) => {
  program
    .command("doctor")
    .description(
      "examine what this command, a deployment or the app in Slack needs; changes nothing",
    )
    .option("--deployment", "examine the AWS account of the credentials instead of the API")
    .option("--slack", "examine the Slack app whose bot token is in SLACK_BOT_TOKEN instead")
    .option("--channel <id>", "with --slack: look whether the app may write in this channel")
    .action(async (flags: DoctorFlags, ...rest: unknown[]) => {
      const session = sessionOf(world, rest);
      const findings = await examined(session, { ...flags, rest });
      if (session.isJson) session.screen.json(findings);
      else for (const each of findings) tell(session, each);
      const bad = findings.filter(({ state }) => state === "bad").length;
      if (bad > 0)
        throw new CommandFailure(
          EXIT.failed,
          bad === 1 ? "One thing is in the way." : `${bad} things are in the way.`,
        );
    });
};

function examined(
  session: Session,
  { deployment, slack, channel, rest }: DoctorFlags & { readonly rest: readonly unknown[] },
): Promise<readonly Finding[]> {
  if (deployment && slack) throw misused("--deployment and --slack cannot be given together.");
  if (channel !== undefined && !slack) throw misused("--channel goes with --slack.");
  if (slack) return app(session.world, channel);
  return deployment ? estate(session, rest) : client(session);
}

/** The token is no flag: those are seen by everybody on the machine. */
function app(world: Surroundings, channel: string | undefined): Promise<readonly Finding[]> {
  const { SLACK_BOT_TOKEN: token = "", SLACK_API_URL: address } = world.env;
  if (token === "") throw misused("Put the app's bot token, xoxb-…, into SLACK_BOT_TOKEN.");
  return examineSlack(world, { token, address, channel });
}

function tell({ screen }: Session, { what, state, says, mend }: Finding): void {
  const [mark, style] = MARKS[state];
  const [first = "", ...rest] = wrapped(`${what}: ${says}`, screen.width - 2);
  screen.say(`${screen.styled(style, mark)} ${first}`);
  for (const line of rest) screen.say(`  ${line}`);
  // Whole, so that it can be copied.
  if (mend !== undefined) screen.say(`  → ${mend}`);
}

/** What this command itself needs, each on the one before. */
async function client(session: Session): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  const steps = [
    [
      "settings",
      () => {
        const { url, region } = session.settings();
        return Promise.resolve(`${url}${region === "" ? "" : `, in ${region}`}`);
      },
    ],
    ["credentials", () => whose(session)],
    [
      "API",
      async () => {
        const { items } = await session.call("GET /v1/lease-templates", pageOf(template));
        return `answers, with ${items.length} lease templates`;
      },
    ],
  ] as const;
  for (const [what, look] of steps)
    try {
      found.push({ what, state: "good", says: await look() });
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error;
      const says = [error.message, error.hint].filter((each) => each !== undefined).join("\n");
      return [...found, { what, state: "bad", says: says.replaceAll("\n", " ") }];
    }
  return found;
}

async function whose({ world, settings }: Session): Promise<string> {
  const { profile, token } = settings();
  if (token !== undefined) return "a JSON Web Token";
  const found = await world.credentials(profile).catch((error: Error) => {
    throw new CommandFailure(
      EXIT.notSignedIn,
      error.message,
      "Sign in, such as with `aws sso login`.",
    );
  });
  return `${found.accessKeyId}${profile === undefined ? "" : ` of profile ${profile}`}`;
}

async function estate({ world }: Session, rest: readonly unknown[]) {
  const { region, profile } = accountSettings(world, rest);
  // The AWS SDK takes a while to load, and no other command needs it.
  const { awsEstate } = await import("../doctor/aws-estate.ts");
  return await examine(awsEstate(() => world.credentials(profile), region));
}

/** Where there is no deployment yet there is no address: any will do. */
function accountSettings(world: Surroundings, rest: readonly unknown[]) {
  const flags = sessionFlags(rest);
  const { region, profile } = settingsOf({ url: "https://none.invalid", ...flags }, world);
  if (region === "") throw misused("Say with --region where Mayfly is to run.");
  return { region, profile };
}

function sessionFlags(rest: readonly unknown[]): { region?: string; profile?: string } {
  const command = rest.at(-1) as { optsWithGlobals?: () => { region?: string; profile?: string } };
  const { region, profile } = command.optsWithGlobals?.() ?? {};
  return {
    ...(region === undefined ? {} : { region }),
    ...(profile === undefined ? {} : { profile }),
  };
}
