/** Quotas of EventBridge Scheduler (Scheduler UG scheduler-quotas, API_CreateSchedule, API_RetryPolicy). */
export const LIMITS = {
  nameLength: 64,
  descriptionLength: 512,
  inputBytes: 256 * 1024,
  retryAttempts: { least: 0, most: 185 },
  eventAgeSeconds: { least: 60, most: 86_400 },
  windowMinutes: { least: 1, most: 1_440 },
  page: 100,
} as const;
