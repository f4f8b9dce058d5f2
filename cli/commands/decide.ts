import { lease } from "../../functions/api/answers.ts";
import { type Commands, leaseIdOf, sessionOf } from "../session.ts";
import { leaseText } from "./lease-view.ts";

/** The commands of approvers. */
export const decideCommands: Commands = (program, world) => {
  program
    .command("approve <lease>")
    .description("let somebody else's request go on")
    .action(async (id: string, _: object, ...rest: unknown[]) => {
      const session = sessionOf(world, rest);
      const found = await session.call(`POST /v1/leases/${leaseIdOf(id)}/approve`, lease, {
        body: {},
      });
      if (session.isJson) session.screen.json(found);
      else session.screen.say(leaseText(found, session.screen, world.now()));
    });

  program
    .command("deny <lease>")
    .description("turn somebody else's request down")
    .requiredOption("-r, --reason <text>", "why: the owner wants to know")
    .action(async (id: string, { reason }: { reason: string }, ...rest: unknown[]) => {
      const session = sessionOf(world, rest);
      const found = await session.call(`POST /v1/leases/${leaseIdOf(id)}/deny`, lease, {
        body: { reason },
      });
      if (session.isJson) session.screen.json(found);
      else session.screen.say(leaseText(found, session.screen, world.now()));
    });
};
