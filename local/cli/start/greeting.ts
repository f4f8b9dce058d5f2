import { PEOPLE, type Person } from "../../cloud/people.ts";
import type { LocalCloud } from "../../cloud/start.ts";
import { styled } from "../../demo/format.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { Credentials } from "../../kernel/principal.ts";
import type { StartOptions } from "./options.ts";

const MAY: Readonly<Record<Person, string>> = {
  developer: "asks for accounts",
  colleague: "asks for accounts too, and must not see the developer's",
  approver: "approves and denies requests",
  auditor: "sees everything, and changes nothing",
  administrator: "sees everything in Mayfly, and administers the account that it runs in",
  management: "administers the management account of the organization",
};

/** Lines for a shell, by which it acts as somebody. */
export const exportsOf = ({ accessKeyId, secretAccessKey }: Credentials): string =>
  `export AWS_ACCESS_KEY_ID=${accessKeyId} AWS_SECRET_ACCESS_KEY=${secretAccessKey}; unset AWS_SESSION_TOKEN`;

type Cloud = LocalCloud<Clock>;

function peopleIn({ people, configuration }: Cloud): readonly string[] {
  const { organization } = configuration;
  return (Object.keys(MAY) as Person[]).flatMap((person) => {
    const account = organization[`${PEOPLE[person].account}AccountId`];
    return [
      styled("dim", `# ${person}, of account ${account}: ${MAY[person]}`),
      exportsOf(people[person]),
    ];
  });
}

const BODY = '{"template": "sandbox", "duration": "P1D", "purpose": "a look around"}';

/** Requests to paste into another terminal. */
function requestsTo({ url, configuration: { region } }: Cloud): readonly string[] {
  const signed = `curl --silent --aws-sigv4 "aws:amz:${region}:execute-api" --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"`;
  return [
    styled("dim", "# As the developer: ask for an account, and watch what becomes of it"),
    `${signed} --json '${BODY}' ${url}/v1/leases`,
    `${signed} ${url}/v1/leases`,
    styled("dim", "# As management: the accounts of the organization"),
    `aws organizations list-accounts --endpoint-url ${url} --region us-east-1`,
    styled("dim", "# Or for every command and every SDK"),
    `export AWS_ENDPOINT_URL=${url} AWS_REGION=${region} AWS_DEFAULT_REGION=${region}`,
  ];
}

function timeIn({ world }: Cloud, { speed }: StartOptions): string {
  const now = new Date(world.clock.now()).toISOString().replace(/\.\d+Z$/, "Z");
  return speed === 1 ? `${now}, in real time` : `${now}, ${speed} times as fast as real time`;
}

/** All that somebody needs to know who has never seen it. */
export function greeting(cloud: Cloud, options: StartOptions): string {
  const { url, resources } = cloud;
  return [
    styled("bold", `Mayfly runs at ${url}`),
    "",
    `  API            ${url}/v1/leases`,
    `  AWS endpoint   ${url} for every service and account (${resources} resources deployed)`,
    `  Slack          ${url}/slack shows it; npm run slack -- "/mayfly help" writes in it`,
    `  mail           ${url}/mail shows it; npm run mail -- --to developer@example.com reads it here`,
    `  time           ${timeIn(cloud, options)}`,
    `  state          ${options.state ?? "forgotten at the end; keep it with --state FOLDER"}`,
    "",
    styled("bold", "People"),
    "Their keys are made up by this cloud and worth nothing anywhere else. Paste one into a shell.",
    "",
    ...peopleIn(cloud),
    "",
    styled("bold", "To paste after it"),
    ...requestsTo(cloud),
    "",
    "What happens follows. Ctrl-C stops it.",
    "",
  ].join("\n");
}
