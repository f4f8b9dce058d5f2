import { StateFailure } from "../asl/failure.ts";
import type { Reports, Work, Workshop } from "./task.ts";

/** Does work whose end nobody waits for, as work in flight; a failure in it is reported. */
export function background(
  label: string,
  reports: Reports,
  { clock }: Pick<Workshop, "clock">,
  work: () => Promise<void>,
): Work {
  void clock.held(label, async () => {
    try {
      await work();
    } catch (failure) {
      if (!(failure instanceof StateFailure)) throw failure;
      reports.failed(failure);
    }
  });
  return { abandon: () => undefined };
}
