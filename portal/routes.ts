import type { RouteRecordRaw } from 'vue-router';
import type { Role } from '../ui/api/types.ts';

const staff: readonly Role[] = ['clerk', 'approver', 'supervisor', 'auditor', 'operator', 'administrator'];
const workers: readonly Role[] = ['approver', 'clerk', 'supervisor', 'operator'];
const auditors: readonly Role[] = ['auditor', 'supervisor', 'administrator'];
const operators: readonly Role[] = ['operator', 'administrator'];

/** Everybody's pages but the designer's, in the order of the navigation. */
export const portalRoutes: readonly RouteRecordRaw[] = [
  { path: '/', component: () => import('./first/FirstScreen.vue'), meta: { title: 'portal.first.title', roles: 'public' } },
  { path: '/window', component: () => import('./window/WindowPage.vue'), meta: { title: 'portal.window.title', nav: 'portal.window.nav', roles: ['clerk', 'administrator'] } },
  { path: '/inbox', component: () => import('./inbox/InboxPage.vue'), meta: { title: 'portal.inbox.title', nav: 'portal.inbox.nav', roles: workers } },
  { path: '/inbox/:id', component: () => import('./inbox/WorkItemPage.vue'), props: true, meta: { title: 'portal.item.title', roles: workers } },
  { path: '/cases', component: () => import('./cases/CaseListPage.vue'), meta: { title: 'portal.cases.title', nav: 'portal.cases.nav', roles: staff } },
  { path: '/cases/:caseNumber', component: () => import('./cases/CasePage.vue'), props: true, meta: { title: 'portal.case.title', roles: staff } },
  { path: '/supervision', component: () => import('./supervision/SupervisionPage.vue'), meta: { title: 'portal.supervision.title', nav: 'portal.supervision.nav', roles: ['supervisor', 'approver', 'auditor', 'administrator'] } },
  { path: '/audit', component: () => import('./audit/AuditPage.vue'), meta: { title: 'portal.audit.title', nav: 'portal.audit.nav', roles: auditors } },
  { path: '/audit/:caseNumber', component: () => import('./audit/ReplayPage.vue'), props: true, meta: { title: 'portal.replay.title', roles: auditors } },
  { path: '/operations', component: () => import('./operations/OperationsPage.vue'), meta: { title: 'portal.operations.title', nav: 'portal.operations.nav', roles: operators } },
  { path: '/guide/:matter', component: () => import('./guide/GuidePage.vue'), props: true, meta: { title: 'guide.title', frame: 'bare', roles: 'public' } },
  { path: '/own', component: () => import('./first/OwnPage.vue'), meta: { title: 'portal.own.title' } },
  { path: '/p', component: () => import('./progress/ProgressPage.vue'), meta: { title: 'portal.progress.title', frame: 'bare', roles: 'public' } },
  { path: '/p/:caseNumber', component: () => import('./progress/ProgressPage.vue'), props: true, meta: { title: 'portal.progress.title', frame: 'bare', roles: 'public' } },
];
