import type { Steps } from './Steps.ts';

/** Waits that tell their message by what it contains say how (BPMN 2.0, 8.4.2). */
export const messageContent: Steps = {
  name: '0016-message-content',
  sqlite: ['alter table `subscriptions` add column `content` text null'],
  postgresql: ['alter table "subscriptions" add "content" text null'],
};
