import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SCOPES } from "../../cli/doctor/slack.ts";
import { slackManifest } from "../../infra/slack-manifest.ts";

const URL = "https://a1b2c3.execute-api.eu-west-1.amazonaws.com/v1/slack";
const METHODS = /"(chat|conversations|users|views)\.(\w+)"/g;

/** The scope that each method of the Web API needs; views need none (docs.slack.dev, methods). */
const NEEDED: Readonly<Record<string, string>> = {
  "chat.postMessage": "chat:write",
  "chat.update": "chat:write",
  "conversations.open": "im:write",
  "users.info": "users:read",
  "users.lookupByEmail": "users:read.email",
};

describe("the app's manifest", () => {
  test("sends everything to one address", () => {
    const text = JSON.stringify(slackManifest(URL));
    expect(text.split(URL)).toHaveLength(4);
  });

  test("asks for the scopes of the methods that are called, and of the command, and no others", () => {
    const file = join(import.meta.dirname, "../../adapters/slack/workspace.ts");
    const called = [...readFileSync(file, "utf8").matchAll(METHODS)].map(([name]) =>
      name.slice(1, -1),
    );
    const wanted = called.filter((name) => !name.startsWith("views.")).map((name) => NEEDED[name]);
    const { oauth_config: found } = slackManifest(URL) as {
      oauth_config: { scopes: { bot: string[] } };
    };
    expect(new Set(found.scopes.bot)).toEqual(new Set([...wanted, "commands"]));
    // `mayfly doctor` asks for the same.
    expect(found.scopes.bot).toEqual(SCOPES);
  });

  test.each(["", "http://example.com", "SlackUrl"])("is not made for %j", (url) => {
    expect(() => slackManifest(url)).toThrow("is not the https address");
  });
});
