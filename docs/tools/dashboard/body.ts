import { readFileSync } from "node:fs";
import * as z from "zod";
import type { Widget } from "./svg.ts";

const template = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown() })),
});

/** Puts names in place of what only CloudFormation knows. */
function resolved(value: unknown, names: Readonly<Record<string, string>>): string {
  if (typeof value === "string") return value;
  const parsed = z
    .union([
      z.object({ "Fn::Join": z.tuple([z.string(), z.array(z.unknown())]) }),
      z.object({ "Fn::GetAtt": z.tuple([z.string(), z.string()]) }),
      z.object({ Ref: z.string() }),
    ])
    .parse(value);
  if ("Fn::Join" in parsed) {
    const [between, parts] = parsed["Fn::Join"];
    return parts.map((part) => resolved(part, names)).join(between);
  }
  const id = "Ref" in parsed ? parsed.Ref : parsed["Fn::GetAtt"][0];
  return names[id] ?? id;
}

/** The widgets of the dashboard in a synthesized template. Throws when there is none. */
export function widgetsIn(file: string): readonly Widget[] {
  const { Resources: all } = template.parse(JSON.parse(readFileSync(file, "utf8")));
  const found = Object.values(all).find(({ Type }) => Type === "AWS::CloudWatch::Dashboard");
  const { DashboardBody } = z.object({ DashboardBody: z.unknown() }).parse(found?.Properties);
  const alarm = z.object({ AlarmName: z.string() });
  const names = Object.fromEntries(
    Object.entries(all).flatMap(([id, { Properties }]) => {
      const parsed = alarm.safeParse(Properties);
      return parsed.success ? [[id, parsed.data.AlarmName.replace(/^[^-]+-/, "")]] : [];
    }),
  );
  return (JSON.parse(resolved(DashboardBody, names)) as { widgets: Widget[] }).widgets;
}
