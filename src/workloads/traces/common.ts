import { AccessLogReader } from './access-log-reader.js';
import { lookOfLog } from './log-head.js';
import type { TraceDefinition } from './trace.js';

export const common: TraceDefinition = {
  name: 'common',
  aliases: ['clf'],
  summary: 'Common Log Format: client, user, [date], "request", status, bytes.',
  reference: 'Apache HTTP Server, mod_log_config: %h %l %u %t "%r" %>s %b',
  detect(_name, head) {
    const look = lookOfLog(head);
    return look !== null && !look.virtualHosts && look.quotedFields === 0;
  },
  open: (options) => new AccessLogReader('common', false, options),
};
