import type * as z from "zod";
import { consoleLink, credentials } from "../../functions/api/answers.ts";
import { isoDuration } from "../duration.ts";
import { misused } from "../failure.ts";
import { type Commands, leaseIdOf, sessionOf } from "../session.ts";
import type { Surroundings } from "../surroundings.ts";
import { openBrowser } from "../terminal/browser.ts";
import { moment } from "./lease-view.ts";

type HandedOut = z.output<typeof credentials>;

interface CredentialsFlags {
  readonly format: string;
  readonly duration?: string;
}

/** What credentials look like, by the name of the form. */
const FORMS: Readonly<Record<string, (given: HandedOut) => string>> = {
  env: ({ AccessKeyId, SecretAccessKey, SessionToken, Expiration }) =>
    [
      `export AWS_ACCESS_KEY_ID=${shellWord(AccessKeyId)}`,
      `export AWS_SECRET_ACCESS_KEY=${shellWord(SecretAccessKey)}`,
      `export AWS_SESSION_TOKEN=${shellWord(SessionToken)}`,
      `export AWS_CREDENTIAL_EXPIRATION=${shellWord(Expiration)}`,
    ].join("\n"),
  json: ({ AccessKeyId, SecretAccessKey, SessionToken, Expiration, AccountId }) =>
    JSON.stringify(
      {
        ...{ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey },
        ...{ sessionToken: SessionToken, expiration: Expiration, accountId: AccountId },
      },
      null,
      2,
    ),
  process: (given) => JSON.stringify(given),
};

/** What comes from elsewhere must stay one word, because a shell will run it. */
const shellWord = (text: string) =>
  /^[\w+/=:.-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

const forClient = (world: Surroundings): Surroundings => ({
  ...world,
  credentials: (profile) => world.credentials(profile, true),
});

const lengthOf = (duration: string | undefined) =>
  duration === undefined ? {} : { duration: isoDuration("--duration", duration) };

/** The commands by which the owner of a lease gets into its account. */
export const enterCommands: Commands = (program, world) => {
  program
    .command("credentials <lease>")
    .description("print temporary credentials for the account")
    .option(
      "-f, --format <form>",
      "env (to be evaluated by a shell), json, or process (for a credential_process)",
      "env",
    )
    .option("-d, --duration <time>", "how long they are good for, 15m to 1h; 1h when absent")
    .action(async (id: string, flags: CredentialsFlags, ...rest: unknown[]) => {
      const session = sessionOf(flags.format === "process" ? forClient(world) : world, rest);
      const form = FORMS[session.isJson ? "json" : flags.format];
      if (form === undefined)
        throw misused(`--format must be env, json or process, not "${flags.format}".`);
      const route = `POST /v1/leases/${leaseIdOf(id)}/credentials`;
      const body = lengthOf(flags.duration);
      session.screen.say(form(await session.call(route, credentials, { body })));
    });

  program
    .command("console <lease>")
    .description("open the account in the browser, or print a sign-in link where there is none")
    .option("--print", "print the link; whoever has it is you for some minutes")
    .option("--destination <url>", "the page of the AWS console to land on")
    .option("-d, --duration <time>", "how long the session lasts, 15m to 1h; 1h when absent")
    .action(
      async (
        id: string,
        flags: { print?: boolean; destination?: string; duration?: string },
        ...rest: unknown[]
      ) => {
        const session = sessionOf(world, rest);
        const { destination, duration } = flags;
        const body = {
          ...lengthOf(duration),
          ...(destination === undefined ? {} : { destination }),
        };
        const link = await session.call(`POST /v1/leases/${leaseIdOf(id)}/console`, consoleLink, {
          body,
        });
        if (session.isJson) return session.screen.json(link);
        const opened = flags.print !== true && (await openBrowser(world, link.url));
        if (!opened) return session.screen.say(link.url);
        session.screen.note(
          `The console opens; its session ends at ${moment(link.sessionExpiresAt)}.`,
        );
      },
    );
};
