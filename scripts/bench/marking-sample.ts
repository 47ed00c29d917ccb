import type { Mark } from "@/server/vault/marking/stamp";

/** Nobody real; the time is fixed so that every round marks the same bytes. */
export const sampleMark: Mark = {
  recipient: { name: "Ingrid Ødegård", email: "ingrid@customer.example" },
  account: "Customer Example Ltd",
  time: new Date(Date.UTC(2026, 0, 15, 12)),
  downloadId: "D-7K3F-9QXM-2HTA-WW01",
};
