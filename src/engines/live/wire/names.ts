/** What our own headers are called, and what stands in for an absent one: a hop carries only what differs. */
export const HEADERS = {
  to: 'sysdesign-to',
  caller: 'sysdesign-from',
  left: 'sysdesign-left',
  age: 'sysdesign-age',
  attempt: 'sysdesign-attempt',
  session: 'sysdesign-session',
  priority: 'sysdesign-priority',
  trace: 'sysdesign-trace',
  wants: 'sysdesign-wants',
  version: 'sysdesign-version',
  /** Where a body of plain data is longer than the message that it stands for. */
  size: 'sysdesign-size',
  /** Where HTTP has no such status, or none that may have a body. */
  status: 'sysdesign-status',
  arrived: 'sysdesign-arrived',
  answered: 'sysdesign-answered',
  /** As in draft-ietf-httpapi-idempotency-key-header. */
  token: 'idempotency-key',
  /** RFC 7240. */
  prefer: 'prefer',
} as const;

export const RESPOND_ASYNC = 'respond-async';

/** Only a body that is called this is read; everything else is bytes that are counted and thrown away. */
export const PLAIN_DATA = 'application/vnd.sysdesign+json';
