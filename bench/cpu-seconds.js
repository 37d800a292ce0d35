/** What a piece of work returns, and the processor time that this process spent on it: all threads, the compiler's included. */
export async function cpuSecondsOf(work) {
  const before = process.cpuUsage();
  const value = await work();
  const spent = process.cpuUsage(before);
  return { value, cpuSeconds: (spent.user + spent.system) / 1e6 };
}
