import { type ScheduleRecord, type Site, scheduleArn } from "./records.ts";

const time = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** What a target gets: its input with the context attributes filled in, or the event of a schedule. */
export function payloadOf(
  site: Site,
  schedule: ScheduleRecord,
  { id, scheduled }: { readonly id: string; readonly scheduled: number },
): string {
  const arn = scheduleArn(site, schedule);
  const { Input } = schedule.target;
  if (Input === undefined) {
    return JSON.stringify({
      version: "0",
      id,
      "detail-type": "Scheduled Event",
      source: "aws.scheduler",
      account: site.account,
      time: time(scheduled),
      region: site.region,
      resources: [arn],
      detail: "{}",
    });
  }
  return Input.replaceAll("<aws.scheduler.schedule-arn>", arn)
    .replaceAll("<aws.scheduler.scheduled-time>", time(scheduled))
    .replaceAll("<aws.scheduler.execution-id>", id);
}
