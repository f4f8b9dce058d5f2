import { durationAhead } from "../../domain/slack/when.ts";
import type { Deed } from "../shared/slack/schemas.ts";

/** What is wrong with what somebody put into a modal, by block; undefined when nothing is. */
export function flawsOf(deed: Deed): Readonly<Record<string, string>> | undefined {
  if (deed.kind !== "submission") return undefined;
  const { purpose, duration, budget, reason } = deed.values;
  const flaws = {
    ...(purpose !== undefined && purpose.trim() === "" ? { purpose: "Say what it is for." } : {}),
    ...(reason !== undefined && reason.trim() === ""
      ? { reason: "The owner wants to know why." }
      : {}),
    ...(duration === undefined || isDuration(duration)
      ? {}
      : { duration: "Write a duration such as 3d, 8h or 1d 12h." }),
    ...(budget === undefined || /^[1-9]\d{0,6}$/.test(budget.trim())
      ? {}
      : { budget: "Write whole US dollars, such as 50." }),
  };
  return Object.keys(flaws).length === 0 ? undefined : flaws;
}

function isDuration(text: string): boolean {
  const words = text.trim().split(/\s+/);
  return text.trim() !== "" && durationAhead(words).taken === words.length;
}
