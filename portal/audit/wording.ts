import type { LogEntry } from '../../engine/log.ts';
import type { HistoryStep } from '../answers/history.ts';
import { listed } from '../../ui/words/joined.ts';

type Translate = (key: string, values?: Record<string, unknown>) => string;

/** Words and names a line of the replay is told with. */
export interface Wording {
  readonly t: Translate;
  readonly te: (key: string) => boolean;
  /** Name of an element, from the log's own opened entries or the drawing. */
  readonly element: (id: string) => string;
  readonly department: (id: string | null | undefined) => string;
}

/** One line that says what a step did: the most telling of its entries. */
export function stepTitle(step: HistoryStep, words: Wording): string {
  if (step.event?.type === 'activate') return words.t('portal.log.activated', { name: words.element(step.event.node) });
  const order = ['incident', 'card', 'cardAnswered', 'moved', 'procedure', 'closed', 'late', 'message', 'status', 'job', 'decision', 'multiInstance', 'opened', 'claimed', 'document', 'clock', 'entered'];
  const entries = [...step.log].sort((a, b) => rank(order, a) - rank(order, b));
  const first = entries[0];
  return first && first.type !== 'entered' ? entryText(first, words) : words.t(`portal.event.${step.event?.type ?? 'unknown'}`);
}

/** A log entry as a sentence. */
export function entryText(entry: LogEntry, words: Wording): string {
  const { t, te, element, department } = words;
  const named = (prefix: string, value: string): string => (te(`${prefix}.${value}`) ? t(`${prefix}.${value}`) : value);
  switch (entry.type) {
    case 'opened':
      return t('portal.log.opened', { name: entry.name, department: department(entry.department) });
    case 'closed':
      return t('portal.log.closed', { name: element(entry.element), opinion: entry.opinion ? t(`portal.opinion.${entry.opinion}`) : t(`portal.log.how.${entry.how}`) });
    case 'job':
      return t('portal.log.job', { name: element(entry.element), department: department(entry.department), state: t(`portal.job.${entry.state}`), attempt: entry.attempt });
    case 'incident':
      return t(`portal.log.incident.${entry.action}`, { name: element(entry.element), code: entry.incident.code });
    case 'card':
      return t('portal.log.card', { level: named('portal.level', entry.level), name: entry.element ? element(entry.element) : t('portal.case.whole') });
    case 'cardAnswered':
      return t('portal.log.cardAnswered', { answer: entry.answer });
    case 'clock':
      return t('portal.log.clock', { action: t(`portal.clockAction.${entry.action}`), name: entry.element ? element(entry.element) : t('portal.case.whole'), due: entry.dueOn ?? '—' });
    case 'procedure':
      return t('portal.log.procedure', { procedure: named('portal.procedure', entry.procedure), reason: entry.reason ?? '' });
    case 'document':
      return t('portal.log.document', { code: named('portal.document', entry.code) });
    case 'claimed':
      return entry.user ? t('portal.log.claimed', { user: entry.user }) : t('portal.log.released');
    case 'status':
      return t('portal.log.status', { status: named('portal.status', entry.status) });
    case 'late':
      return t('portal.log.late', { what: named('portal.event', entry.what) });
    case 'message':
      return t(`portal.log.message.${entry.action}`, { name: entry.name });
    case 'entered':
      return t('portal.log.entered', { name: element(entry.element) });
    case 'left':
      return t('portal.log.left', { name: element(entry.element) });
    case 'moved':
      return t('portal.log.moved', { to: element(entry.to), reason: entry.reason });
    case 'flow':
      return t('portal.log.flow', { flow: entry.flow });
    case 'decision': {
      const rules = entry.evaluations.flatMap(({ tables }) => tables.flatMap((table) => table.rules));
      return t('portal.log.decision', { name: element(entry.element), decision: entry.evaluations.at(-1)?.name ?? entry.decision, rules: listed(rules) || '—' });
    }
    case 'multiInstance':
      return t(`portal.log.multiInstance.${entry.action}`, { name: element(entry.element), position: entry.position + 1, reason: entry.reason });
    default:
      return t('portal.log.variables', { names: listed(entry.names) });
  }
}

/** The opinion given in a step, if one was. */
export function opinionOf(step: HistoryStep): { opinion: string; comment: string } | null {
  for (const entry of step.log) if (entry.type === 'closed' && entry.opinion) return { opinion: entry.opinion, comment: entry.comment ?? '' };
  return null;
}

function rank(order: readonly string[], entry: LogEntry): number {
  const place = order.indexOf(entry.type);
  return place === -1 ? order.length : place;
}
