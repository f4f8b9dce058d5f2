import { inWords } from "../duration.ts";
import type { Surroundings } from "../surroundings.ts";
import { printable, type Screen } from "./screen.ts";
import { columnsOf } from "./table.ts";

export interface Progress {
  readonly what: string;
  readonly usually: string | undefined;
  /** Milliseconds since the epoch. */
  readonly since: number | undefined;
}

/** Tells what is under way: on a terminal in one line that changes, elsewhere in a line for each step. */
export interface ProgressLine {
  show(progress: Progress): void;
  /** Moves what moves. */
  tick(): void;
  clear(): void;
}

const FRAMES = [..."⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"];

export function progressLine(world: Surroundings, screen: Screen): ProgressLine {
  const { stderr } = world;
  return stderr.isTTY ? movingLine(world, screen) : plainLines(screen);
}

/** Steps that are over stay above, with how long they took. */
function movingLine({ stderr, now, env }: Surroundings, screen: Screen): ProgressLine {
  let shown: Progress | undefined;
  let began = now();
  let frame = 0;
  const isMoving = env["TERM"] !== "dumb";
  const draw = (mark: string, end: string) => {
    if (shown === undefined) return;
    const line = fitted(shown, now() - began, (stderr.columns ?? 80) - 3);
    stderr.write(`\r${mark} ${line.text}${screen.noteStyled("dim", line.aside)}\u001b[K${end}`);
  };
  return {
    show(progress) {
      if (shown?.what !== progress.what) {
        draw(screen.noteStyled("green", "✓"), "\n");
        began = Math.min(now(), progress.since ?? now());
      }
      shown = progress;
      draw(FRAMES[0] ?? "", "");
    },
    tick() {
      if (!isMoving) return;
      frame = (frame + 1) % FRAMES.length;
      draw(screen.noteStyled("cyan", FRAMES[frame] ?? ""), "");
    },
    clear() {
      if (shown !== undefined) stderr.write("\r\u001b[K");
      shown = undefined;
    },
  };
}

/** What is under way is more important than how long it takes. */
function fitted({ what, usually }: Progress, passed: number, width: number) {
  const text = printable(what);
  const times = [
    `${inWords(passed)}${usually === undefined ? "" : `, usually ${usually}`}`,
    inWords(passed),
  ];
  for (const each of times) {
    const aside = ` · ${each}`;
    if (columnsOf(text + aside) <= width) return { text, aside };
  }
  return { text: text.slice(0, Math.max(1, width)), aside: "" };
}

function plainLines(screen: Screen): ProgressLine {
  let last: string | undefined;
  return {
    show({ what, usually }) {
      if (what !== last)
        screen.note(`${printable(what)} …${usually === undefined ? "" : ` (usually ${usually})`}`);
      last = what;
    },
    tick: () => undefined,
    clear: () => undefined,
  };
}
