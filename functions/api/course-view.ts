import { type Course, isOver, leftOf } from "../../domain/codes/course.ts";
import type { Instant } from "../../domain/time.ts";

/** A course as the API shows it: how many of its codes became what. */
export function courseView(course: Course, now: Instant): Record<string, unknown> {
  const { name, template, endsAt, budget, madeBy, madeAt, redeemed, withdrawn } = course;
  const left = leftOf(course);
  const [unused, expired] = isOver(course, now) ? [0, left] : [left, 0];
  return {
    ...{ course: name, template, endsAt, madeBy, madeAt },
    ...(budget === undefined ? {} : { budget }),
    ...{ unused, redeemed, expired, withdrawn },
  };
}
