import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { canWatchPrograms, ownPeak, watchPrograms } from "./memory";

const holding = (megabytes: number) =>
  `const held = Buffer.alloc(${megabytes} * 1024 ** 2, 1); setTimeout(() => held, 60)`;

describe.runIf(canWatchPrograms())("the peak of a program", () => {
  it("is that of the largest that was started while watching", async () => {
    const programs = watchPrograms();
    await once(spawn(process.execPath, ["-e", holding(10)]), "exit");
    await once(spawn(process.execPath, ["-e", holding(150)]), "exit");
    const peak = programs.stop() / 1024 ** 2;
    expect(peak).toBeGreaterThan(160);
    expect(peak).toBeLessThan(400);
  });

  it("leaves out what runs after the watch has ended", async () => {
    const programs = watchPrograms();
    programs.stop();
    await once(spawn(process.execPath, ["-e", "0"]), "exit");
    expect(programs.stop()).toBe(0);
  });
});

it("counts this process in bytes", () => {
  expect(ownPeak()).toBeGreaterThan(process.memoryUsage.rss() * 0.5);
  expect(ownPeak()).toBeLessThan(64 * 1024 ** 3);
});
