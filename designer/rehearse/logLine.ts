import type { LogEntry } from '../../engine/log.ts';
import { noted } from '../../ui/words/joined.ts';

interface Words {
  t(key: string, values?: Record<string, unknown>): string;
  te(key: string): boolean;
}

/** A line of the trial's log in words; null for entries that the diagram already shows. */
export function logLine(entry: LogEntry, names: Readonly<Record<string, string>>, departments: Readonly<Record<string, string>>, { t, te }: Words): string | null {
  const name = 'element' in entry && entry.element !== null ? (names[entry.element] ?? entry.element) : '';
  const of = (department: string | null | undefined): string => (department === null || department === undefined ? '' : (departments[department] ?? department));
  switch (entry.type) {
    case 'opened':
      return t('designer.rehearse.line.opened', { name, department: of(entry.department) });
    case 'closed':
      return t('designer.rehearse.line.closed', { name, opinion: entry.opinion === undefined ? '' : t(`designer.option.opinions.${entry.opinion}`) });
    case 'job':
      return t(`designer.rehearse.line.job.${entry.state}`, { name, department: of(entry.department) });
    case 'clock':
      return entry.dueOn === null ? null : t(`designer.rehearse.line.clock.${entry.action}`, { name: name || t('designer.rehearse.case'), due: entry.dueOn });
    case 'card':
      // Several departments may hold the same step; the card is one's own.
      return t('designer.rehearse.line.card', { name: name === '' ? t('designer.rehearse.case') : entry.department === null ? name : noted(name, of(entry.department)), level: t(`designer.rehearse.signal.${entry.signal}`) });
    case 'incident':
      return t(`designer.rehearse.line.incident.${entry.action}`, { name, code: te(`incidents.${entry.incident.code}.title`) ? t(`incidents.${entry.incident.code}.title`) : entry.incident.code });
    case 'status':
      return t(`designer.rehearse.status.${entry.status}`);
    default:
      return null;
  }
}
