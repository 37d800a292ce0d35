import type { Entry, Journal } from './journal.js';

/** What is wrong with the replies of a run in which every call ends: each call of a life that lasted has one, any other at most one. */
export function auditReplies(journal: Journal, lasted: (node: string, life: number) => boolean): string[] {
  const wrong: string[] = [];
  const replies = new Map<string, number>();
  const takenBack = new Set<string>();
  for (const entry of journal.entries) {
    const call = `${entry.node} life ${entry.life} call ${String(entry['call'])}`;
    if (entry.event === 'took back') takenBack.add(call);
    if (entry.event !== 'reply') continue;
    replies.set(call, (replies.get(call) ?? 0) + 1);
    if (takenBack.has(call) && !endedBefore(journal, entry)) wrong.push(`${call} brought a reply after it was taken back`);
  }
  for (const entry of journal.entries) {
    if (entry.event !== 'asked') continue;
    const call = `${entry.node} life ${entry.life} call ${String(entry['call'])}`;
    const count = replies.get(call) ?? 0;
    if (count > 1) wrong.push(`${call} brought ${count} replies`);
    if (count === 0 && lasted(entry.node, entry.life) && !takenBack.has(call)) wrong.push(`${call} brought no reply`);
  }
  return wrong;
}

/** A call that is taken back after its reply came is none of our business. */
function endedBefore(journal: Journal, reply: Entry): boolean {
  const took = journal.entries.findIndex((entry) => entry.event === 'took back' && entry['call'] === reply['call']);
  return journal.entries.indexOf(reply) < took;
}
