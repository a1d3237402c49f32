import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { designerRoutes } from '../designer/routes.ts';
import { portalRoutes } from '../portal/routes.ts';
import { i18n } from './i18n.ts';
import { mayOpen, session } from './session.ts';
import type { Role } from './api/types.ts';

declare module 'vue-router' {
  interface RouteMeta {
    /** Message key of the page's title. */
    title?: string;
    /** `staff` (the default): frame with navigation and role bar. `bare`: nothing around the page. */
    frame?: 'staff' | 'bare';
    /** Shown in the main navigation under this message key. */
    nav?: string;
    /** Roles that may open the page; without it everybody signed in; `public` needs no session. */
    roles?: readonly Role[] | 'public';
    /** Keep the page's component when only the path's parameters change. */
    keepAlive?: boolean;
    /** The page uses the whole width and height below the header (a canvas). */
    wide?: boolean;
  }
}

const home: RouteRecordRaw[] = portalRoutes.some((route) => route.path === '/') ? [] : [{ path: '/', redirect: '/designer' }];

/** Every page of the web application. */
export const pages: readonly RouteRecordRaw[] = [
  ...home,
  ...designerRoutes,
  ...portalRoutes,
  { path: '/sign-in', component: () => import('./frame/SignIn.vue'), meta: { title: 'common.signIn.title', roles: 'public' } },
  { path: '/:missing(.*)*', component: () => import('./frame/NotFound.vue'), meta: { title: 'common.notFound.title', roles: 'public' } },
];

export const router = createRouter({
  history: createWebHistory(),
  routes: [...pages],
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
});

router.beforeEach((to) => {
  if (to.meta.roles === 'public' || session.user !== null) return true;
  return { path: '/sign-in', query: { next: to.fullPath } };
});

router.afterEach((to) => {
  const title = to.meta.title === undefined ? '' : `${i18n.global.t(to.meta.title)} · `;
  document.title = `${title}${i18n.global.t('common.product')}`;
});

/** Pages of the main navigation that the signed-in person may open, in the order of the routes. */
export function navigation(): { path: string; label: string }[] {
  return pages
    .filter((page) => page.meta?.nav !== undefined && mayOpen(page.meta.roles))
    .map((page) => ({ path: page.path, label: page.meta!.nav! }));
}
