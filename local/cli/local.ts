import { controlClient } from "../control/client.ts";
import { command, numberOf, UsageError } from "./common/command.ts";
import { durationOf } from "./local/duration.ts";
import { fault, KIND_NAMES } from "./local/fault.ts";
import { accounts, leases, login } from "./local/mayfly.ts";
import { organization } from "./local/organization.ts";
import { DEFAULT_PORT } from "./start/options.ts";

const USAGE = `Usage: npm run local -- COMMAND [--port N]

Looks at a local cloud that runs (npm start), and changes what no API of AWS can.

  organization                  its units and accounts, as a tree
  leases, accounts              what Mayfly knows of everybody
  advance 3d                    lets time pass: what is due in it happens
  login PERSON                  exports for a shell: eval "$(npm run -s local -- login developer)"
  cost ACCOUNT DOLLARS          lets something cost: Cost Explorer tells it hours later
  fault SERVICE OPERATION KIND  lets calls go wrong; * stands for any service or operation
    KIND: ${KIND_NAMES}
    --nth N | --every N         only the n-th such call, or every n-th; each when absent
    --account ID                only calls of this account
    --for 30s                   how long a slow call takes
  fault list, fault clear       what goes wrong, and nothing any more

  --port N                      where the cloud listens; ${DEFAULT_PORT} when absent
  --help                        this text`;

/** Takes `--port` out of the arguments, wherever it stands. */
function takePort(args: readonly string[]): { readonly port: number; readonly rest: string[] } {
  const at = args.indexOf("--port");
  if (at < 0) return { port: DEFAULT_PORT, rest: [...args] };
  const port = numberOf("--port", args[at + 1] ?? "", { least: 1, most: 65_535 });
  return { port, rest: args.filter((_, index) => index !== at && index !== at + 1) };
}

async function answer(): Promise<string> {
  const { port, rest } = takePort(process.argv.slice(2));
  const url = `http://127.0.0.1:${port}`;
  const ask = controlClient(url);
  const [name = "", ...args] = rest;
  switch (name) {
    case "organization":
      return await organization(ask);
    case "leases":
      return await leases(ask, url);
    case "accounts":
      return await accounts(ask, url);
    case "login":
      return await login(ask, url, args[0]);
    case "fault":
      return await fault(ask, args);
    case "cost": {
      const [accountId = "", text = ""] = args;
      const amount = numberOf("DOLLARS", text, { least: 0, most: 1_000_000 });
      const { time } = await ask<{ time: string }>("POST /_local/costs", { accountId, amount });
      return `${amount} US dollars of ${time.slice(0, 10)} will be told of ${accountId}.`;
    }
    case "advance": {
      const milliseconds = durationOf(args[0] ?? "");
      const { time } = await ask<{ time: string }>("POST /_local/advance", { milliseconds });
      return `It is ${time} now.`;
    }
    default:
      throw new UsageError(name === "" ? "What shall it do?" : `There is no command "${name}".`);
  }
}

await command(USAGE, async () => {
  console.log(await answer());
  return 0;
});
