import { controlClient } from "../control/client.ts";
import { command, numberOf, parsed } from "./common/command.ts";
import { DEFAULT_PORT } from "./start/options.ts";

const USAGE = `Usage: npm run mail -- [--to ADDRESS] [--port N]

Shows the mails that Mayfly has sent in a local cloud that runs (npm start): nothing leaves this machine.

  --to ADDRESS  only mails to somebody, such as developer@example.com
  --port N      where the cloud listens; ${DEFAULT_PORT} when absent`;

await command(USAGE, async () => {
  const { values } = parsed({
    args: process.argv.slice(2),
    options: { to: { type: "string" }, port: { type: "string" } },
  });
  const port = numberOf("--port", values.port ?? String(DEFAULT_PORT), { least: 1, most: 65_535 });
  const ask = controlClient(`http://127.0.0.1:${port}`);
  const { to } = values;
  const { text } = await ask<{ text: string }>("POST /_local/mail", to === undefined ? {} : { to });
  console.log(text);
  return 0;
});
