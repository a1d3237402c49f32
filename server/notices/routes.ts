import { z } from 'zod';
import { notReplayed } from '../catalog/replay/notReplayed.ts';
import { defineRoute } from '../http/route.ts';
import { callerOf } from '../identity/signedIn.ts';
import { Notice } from './Notice.ts';

/** Posts that act for the whole city: their notices come from every department. */
const cityPosts = ['supervisor', 'cityOffice', 'taskForce'];

export const noticeRoutes = [
  defineRoute({
    method: 'GET', path: '/api/notices', summary: "What one's own posts were told, newest first", roles: 'signed-in',
    response: z.array(z.object({ id: z.string(), caseNumber: z.string(), card: z.string().nullable(), level: z.string(), recipient: z.string(), department: z.string().nullable(), at: z.string() })),
    async handler(call) {
      const { posts, department } = callerOf(call);
      const city = posts.filter((post) => cityPosts.includes(post));
      const own = posts.filter((post) => !cityPosts.includes(post));
      const rows = await call.em.find(
        Notice,
        { $or: [{ recipient: { $in: city } }, ...(department === null ? [] : [{ recipient: { $in: own }, department }])], ...notReplayed() },
        { orderBy: { at: 'desc', id: 'desc' }, limit: 200 },
      );
      return rows.map(({ id, caseNumber, card, level, recipient, department: of, at }) => ({ id, caseNumber, card: card == null ? null : `${caseNumber}.${card}`, level, recipient, department: of ?? null, at }));
    },
  }),
];
