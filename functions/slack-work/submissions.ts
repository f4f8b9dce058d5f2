import { durationAhead } from "../../domain/slack/when.ts";
import type { Deed } from "../shared/slack/schemas.ts";
import { deny } from "./change.ts";
import { FORMS } from "./forms.ts";
import { type Job, type Reply, say, type WorkPorts } from "./ports.ts";
import { askFor } from "./request.ts";

/** Does what somebody filled in. */
export async function submit(
  ports: WorkPorts,
  job: Job<Deed & { kind: "submission" }>,
): Promise<Reply> {
  const { form, values, about } = job.deed;
  const { template, purpose = "", duration, budget, reason = "" } = values;
  if (form === FORMS.deny) return await deny(ports, job, { lease: about, reason });
  if (form !== FORMS.request) return say("This form is of another version of Mayfly.");
  return await askFor(ports, job, {
    purpose,
    ...(template === undefined ? {} : { template }),
    ...(budget === undefined ? {} : { budget: Number(budget) }),
    ...(duration === undefined
      ? {}
      : {
          term: {
            kind: "duration" as const,
            seconds: durationAhead(duration.trim().split(/\s+/)).seconds,
          },
        }),
  });
}
