/**
 * Takes every statement, action, resource and value out of every role's policy, one at a time, and prints
 * what no run would miss: `npx node test/authorization/report.ts`.
 */

import { EXCEPTIONS, isExcepted } from "./exceptions.ts";
import { recordEverything } from "./support/record.ts";
import { tryResourcesWithout, tryWithout } from "./support/replay.ts";

const { recording, roles } = await recordEverything();
const trials = roles.flatMap((role) =>
  tryWithout(role, recording).map((tried) => ({ role, tried })),
);
const isUnneeded = ({ tried }: (typeof trials)[number]) => tried.refused === undefined;

const kinds = ["statement", "action", "resource", "condition"] as const;
console.table(
  Object.fromEntries(
    kinds.map((kind) => {
      const those = trials.filter(({ tried }) => tried.part.kind === kind);
      const unneeded = those.filter(isUnneeded).length;
      return [kind, { tried: those.length, needed: those.length - unneeded, unneeded }];
    }),
  ),
);
for (const { why, source, ...exception } of EXCEPTIONS) {
  const borne = trials.filter(
    (trial) => isUnneeded(trial) && isExcepted(trial.role.roleName, trial.tried, exception),
  );
  console.log(`${borne.length} x ${exception.text.source}: ${why} (${source})`);
}
const missing = trials.filter(
  (trial) =>
    isUnneeded(trial) &&
    !EXCEPTIONS.some((exception) => isExcepted(trial.role.roleName, trial.tried, exception)),
);
for (const { role, tried } of missing)
  console.log(`Nothing needs it: ${role.roleName}: ${tried.part.kind} ${tried.part.text}`);
const ofResources = tryResourcesWithout(recording);
const lazy = ofResources.filter(({ refused }) => refused === undefined);
console.log(
  `${ofResources.length - lazy.length} of ${ofResources.length} statements of resources are needed.`,
);
console.log(`${roles.length} roles, ${recording.all.length} kinds of requests.`);
process.exitCode = missing.length + lazy.length === 0 ? 0 : 1;
