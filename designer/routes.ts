import type { RouteRecordRaw } from 'vue-router';
import type { Role } from '../ui/api/types.ts';

const readers: readonly Role[] = ['designer', 'publisher', 'auditor', 'administrator'];
const versionReaders: readonly Role[] = [...readers, 'supervisor', 'operator'];

/** Pages of those who draw and publish flows. */
export const designerRoutes: readonly RouteRecordRaw[] = [
  { path: '/designer', component: () => import('./pages/DefinitionList.vue'), meta: { title: 'designer.list.title', nav: 'designer.list.nav', roles: readers } },
  { path: '/designer/import', component: () => import('./pages/ImportPage.vue'), meta: { title: 'versions.pack.title', roles: ['designer'] } },
  { path: '/designer/compare', component: () => import('./pages/ComparePage.vue'), meta: { title: 'versions.comparePage', roles: readers } },
  { path: '/designer/:key/:room?', component: () => import('./pages/DesignPage.vue'), meta: { title: 'designer.list.title', roles: readers, wide: true, keepAlive: true } },
  { path: '/designer/:key/review', component: () => import('./pages/ReviewPage.vue'), meta: { title: 'designer.list.review', roles: readers } },
  { path: '/designer/:key/versions/:version', component: () => import('./pages/VersionPage.vue'), meta: { title: 'designer.version.all', roles: versionReaders } },
  { path: '/register', component: () => import('./register/RegisterPage.vue'), meta: { title: 'versions.register.page', nav: 'versions.register.nav', roles: ['designer', 'publisher', 'supervisor', 'auditor', 'administrator'] } },
];
