import * as z from "zod";
import type { FirstAnswer, Hand, Wire } from "../slack/hand.ts";
import { handOf } from "../slack/hand.ts";
import { MEMBERS, type MemberName } from "../slack/settings.ts";
import { Wrong } from "./wrong.ts";

const doing = z.strictObject({
  as: z.enum(Object.keys(MEMBERS) as [MemberName, ...MemberName[]]),
  write: z.string().startsWith("/mayfly").optional(),
  press: z.string().optional(),
  submit: z.record(z.string(), z.string()).optional(),
  home: z.literal(true).optional(),
});

/** Lets a member of the workspace do something, as Slack tells Mayfly of it. */
export async function actInSlack(wire: Wire, body: unknown): Promise<FirstAnswer> {
  const { as, ...deed } = doing.parse(body);
  try {
    return await act(handOf(wire, as), deed);
  } catch (error) {
    throw new Wrong((error as Error).message);
  }
}

async function act(
  hand: Hand,
  { write, press, submit, home }: Omit<z.output<typeof doing>, "as">,
): Promise<FirstAnswer> {
  if (write !== undefined) return await hand.write(write);
  if (press !== undefined) return await hand.press(press);
  if (submit !== undefined) return await hand.submit(submit);
  if (home === true) return await hand.openHome();
  throw new Error("Say what to do: write, press, submit or home.");
}
