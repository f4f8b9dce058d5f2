import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { misused } from "./failure.ts";
import type { Surroundings } from "./surroundings.ts";

/** Flags that every command that calls the API takes. */
export interface GlobalFlags {
  readonly url?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly tokenFile?: string;
  readonly json?: boolean;
  readonly color?: boolean;
}

const file = z.strictObject({
  url: z.string().optional(),
  region: z.string().optional(),
  profile: z.string().optional(),
});

/** Where the API is, and as whom it is called. */
export interface Settings {
  /** Without a slash at its end. */
  readonly url: string;
  /** The Region that is signed for. */
  readonly region: string;
  /** A profile of the AWS configuration file; the standard chain when absent. */
  readonly profile: string | undefined;
  /** A JSON Web Token, instead of a signature. */
  readonly token: string | undefined;
}

type World = Pick<Surroundings, "env" | "home">;

/** Reads what is set: a flag counts more than the environment, and that more than the configuration file. */
export function settingsOf(flags: GlobalFlags, world: World): Settings {
  const { env } = world;
  const kept = configurationOf(world);
  const url = urlOf(flags.url ?? set(env["MAYFLY_API_URL"]) ?? kept.url, world);
  const token = tokenOf(flags, env);
  const region =
    flags.region ?? set(env["MAYFLY_REGION"]) ?? kept.region ?? regionIn(url) ?? regionOf(env);
  if (region === undefined && token === undefined)
    throw misused(
      `It is not known in which Region ${url} runs.`,
      "Say it with --region, in MAYFLY_REGION, or as region in the configuration file.",
    );
  const profile = flags.profile ?? set(env["MAYFLY_PROFILE"]) ?? kept.profile;
  return { url, region: region ?? "", profile, token };
}

/** An empty variable is as good as none. */
const set = (value: string | undefined) => (value === "" ? undefined : value);

const regionOf = (env: World["env"]) => set(env["AWS_REGION"]) ?? set(env["AWS_DEFAULT_REGION"]);

/** Addresses of API Gateway name their Region. */
const regionIn = (url: string) => /\.execute-api\.([a-z0-9-]+)\./.exec(url)?.[1];

export const configurationFile = ({ env, home }: World): string =>
  set(env["MAYFLY_CONFIG"]) ??
  join(set(env["XDG_CONFIG_HOME"]) ?? join(home, ".config"), "mayfly", "config.json");

function configurationOf(world: World): z.output<typeof file> {
  const path = configurationFile(world);
  const text = readIfThere(path);
  if (text === undefined) return {};
  const parsed = file.safeParse(asJson(text, path));
  if (parsed.success) return parsed.data;
  throw misused(
    `${path} is not valid: ${z.prettifyError(parsed.error).replaceAll("\n", " ")}`,
    "It may have url, region and profile, each a text.",
  );
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw misused(`${path} cannot be read: ${(error as Error).message}`);
  }
}

function asJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw misused(`${path} is not JSON: ${(error as Error).message}`);
  }
}

function urlOf(text: string | undefined, world: World): string {
  if (text === undefined)
    throw misused(
      "It is not known where Mayfly's API is.",
      `Say it with --url, in MAYFLY_API_URL, or as {"url": "https://…"} in ${configurationFile(world)}.\nIts address is the output ApiUrl of the vending stack.`,
    );
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw misused(`"${text}" is not the address of an API: it begins with https://.`);
  return url.href.replace(/\/+$/, "");
}

function tokenOf({ tokenFile }: GlobalFlags, env: World["env"]): string | undefined {
  if (tokenFile === undefined) return set(env["MAYFLY_TOKEN"]);
  const text = readIfThere(tokenFile)?.trim();
  if (text === undefined || text === "")
    throw misused(`There is no token in ${tokenFile}, which --token-file names.`);
  return text;
}
