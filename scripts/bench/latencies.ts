import { Agent, get } from "node:http";
import { performance } from "node:perf_hooks";

/** One after the other over one connection. @returns ms of each @throws Error where the answer is not a whole 200 */
export async function latencies(url: string, cookie: string, enough: () => boolean): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const measured: number[] = [];
  try {
    while (!enough()) {
      const started = performance.now();
      await once(url, cookie, agent);
      measured.push(performance.now() - started);
    }
  } finally {
    agent.destroy();
  }
  return measured;
}

function once(url: string, cookie: string, agent: Agent): Promise<void> {
  return new Promise((done, failed) => {
    get(url, { agent, headers: cookie === "" ? {} : { cookie } }, (answer) => {
      if (answer.statusCode !== 200) failed(new Error(`${url} answered ${answer.statusCode}`));
      answer.resume().on("error", failed).on("end", done);
    }).on("error", failed);
  });
}

/** @param share from 0 to 1 @throws RangeError where there is nothing */
export function percentile(values: readonly number[], share: number): number {
  const found = values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)];
  if (found === undefined) throw new RangeError("a percentile of nothing");
  return found;
}
