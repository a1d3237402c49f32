import { language } from '../i18n.ts';

/** An instant as people in the city read it: 2026年9月18日 09:30, always in UTC+08:00. */
export function moment(instant: string | null | undefined): string {
  if (instant === null || instant === undefined || Number.isNaN(Date.parse(instant))) return '—';
  return new Intl.DateTimeFormat(language(), { timeZone: 'Asia/Shanghai', year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(instant));
}
