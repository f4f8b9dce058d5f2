import type { Command } from "commander";
import { misused } from "../failure.ts";
import type { Commands } from "../session.ts";

/** What can follow on the command line: of each command its name, what it does, and its flags. */
interface Word {
  readonly name: string;
  readonly does: string;
  readonly flags: readonly string[];
}

const flagsOf = (command: Command): readonly string[] =>
  command.options.flatMap(({ long, short }) =>
    [long, short].filter((flag): flag is string => typeof flag === "string"),
  );

const wordsOf = (program: Command): readonly Word[] =>
  program.commands.map((each) => ({
    name: each.name(),
    does: each.description().split(/[:;(]/)[0]?.trim() ?? "",
    flags: [
      ...each.commands.map((inner) => inner.name()),
      ...new Set([...[each, ...each.commands].flatMap(flagsOf), ...flagsOf(program)]),
    ],
  }));

function bash(words: readonly Word[]): string {
  const cases = words.map(({ name, flags }) => `    ${name}) words="${flags.join(" ")}" ;;`);
  return `# mayfly completion bash >> ~/.bashrc
_mayfly() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words="${words.map(({ name }) => name).join(" ")}" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in
${cases.join("\n")}
    esac
  done
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _mayfly mayfly`;
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

function zsh(words: readonly Word[]): string {
  const commands = words.map(({ name, does }) => `    ${quoted(`${name}:${does}`)}`);
  const cases = words.map(({ name, flags }) => `    ${name}) compadd -- ${flags.join(" ")} ;;`);
  return `#compdef mayfly
# mayfly completion zsh > "\${fpath[1]}/_mayfly"
_mayfly() {
  local -a commands
  commands=(
${commands.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "$words[2]" in
${cases.join("\n")}
  esac
}
if [ "$funcstack[1]" = "_mayfly" ]; then _mayfly; else compdef _mayfly mayfly; fi`;
}

function fish(words: readonly Word[]): string {
  const commands = words.map(
    ({ name, does }) => `complete -c mayfly -n __fish_use_subcommand -a ${name} -d ${quoted(does)}`,
  );
  const flags = words.flatMap(({ name, flags: own }) =>
    own
      .filter((flag) => flag.startsWith("--"))
      .map(
        (flag) => `complete -c mayfly -n '__fish_seen_subcommand_from ${name}' -l ${flag.slice(2)}`,
      ),
  );
  return [
    "# mayfly completion fish > ~/.config/fish/completions/mayfly.fish",
    "complete -c mayfly -f",
    ...commands,
    ...flags,
  ].join("\n");
}

const SHELLS: Readonly<Record<string, (words: readonly Word[]) => string>> = { bash, zsh, fish };

/** `mayfly completion`: what a shell needs to complete command lines, made from the commands themselves. */
export const completionCommand: Commands = (program, world) => {
  program
    .command("completion <shell>")
    .description("print what bash, zsh or fish needs to complete command lines")
    .action((shell: string) => {
      const script = SHELLS[shell];
      if (script === undefined) throw misused(`"${shell}" is not one of bash, zsh and fish.`);
      world.stdout.write(`${script(wordsOf(program))}\n`);
    });
};
