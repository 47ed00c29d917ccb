import type { Severity, SubscriptionTopic } from "@/server/platform/generated/prisma/enums";

/** In the order in which they are offered. */
export const topics = ["sub_processors", "advisories", "reports", "documents"] as const satisfies SubscriptionTopic[];
/** From the least severe on. */
export const severities = ["low", "medium", "high", "critical"] as const satisfies Severity[];
