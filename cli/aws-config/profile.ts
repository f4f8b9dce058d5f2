import { CommandFailure, EXIT, misused } from "../failure.ts";

/** How a profile comes to its credentials. */
export type Source =
  /** By assuming the role of the lease with another profile's credentials. */
  | { readonly kind: "profile"; readonly name: string }
  /** By running a command, in words. */
  | { readonly kind: "process"; readonly words: readonly string[] };

const NAME = /^[\w.@-]{1,100}$/;

/** The name as it is, if it can be one of ours. Throws CommandFailure. */
export function profileName(name: string): string {
  if (name === "default")
    throw misused(
      "Mayfly never writes the profile default.",
      "Whoever forgets to name a profile must not end up in a disposable account. Choose another --name.",
    );
  if (NAME.test(name)) return name;
  throw misused(`"${name}" cannot be the name of a profile: letters, digits and . _ @ - only.`);
}

/** What of Mayfly's proposal is taken over: nothing that runs a program or reads a file. */
const TAKEN = {
  role_arn: /^arn:[\w:/+=,.@-]+$/,
  role_session_name: /^[\w+=,.@-]{2,64}$/,
  duration_seconds: /^\d{1,5}$/,
  region: /^[a-z0-9-]+$/,
  output: /^[a-z-]+$/,
  mfa_serial: /^[\w:/+=,.@-]+$/,
} as const;

type Setting = keyof typeof TAKEN;

/** Reads the profile that the API proposes; what is not known to be harmless is refused. */
export function proposalIn(text: string): ReadonlyMap<Setting, string> {
  const settings = new Map<Setting, string>();
  for (const line of text.split("\n").slice(1)) {
    const [key = "", ...rest] = line.split(" = ");
    const value = rest.join(" = ");
    if (line === "" || key === "source_profile") continue;
    if (!(key in TAKEN) || !TAKEN[key as Setting].test(value))
      throw new CommandFailure(
        EXIT.unreachable,
        `Mayfly proposes "${line.slice(0, 80)}" for a profile, which this command does not know.`,
        "Is the address right (--url)? If so, it may run another version than this command.",
      );
    settings.set(key as Setting, value);
  }
  return settings;
}

const ROLE_ONLY: readonly Setting[] = [
  "role_arn",
  "role_session_name",
  "duration_seconds",
  "mfa_serial",
];

/** The text of a named profile. */
export function profileText(
  name: string,
  proposal: ReadonlyMap<Setting, string>,
  source: Source,
): string {
  const kept = [...proposal].filter(
    ([key]) => source.kind === "profile" || !ROLE_ONLY.includes(key),
  );
  const own: [string, string] =
    source.kind === "profile"
      ? ["source_profile", source.name]
      : ["credential_process", source.words.map(quoted).join(" ")];
  const lines = [own, ...kept].map(([key, value]) => `${key} = ${value}`);
  return `[profile ${name}]\n${lines.join("\n")}\n`;
}

/** AWS's clients split the command at spaces, and take what is in double quotes as one word. */
const quoted = (word: string) => {
  if (/["\n\r]/.test(word)) throw misused(`${word} cannot be part of a credential_process.`);
  return /^[\w./:=@+-]+$/.test(word) ? word : `"${word}"`;
};
