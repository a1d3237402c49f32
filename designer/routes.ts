import type { RouteRecordRaw } from 'vue-router';
import type { Role } from '../ui/api/types.ts';

const readers: readonly Role[] = ['designer', 'publisher', 'auditor', 'administrator'];

/** Pages of those who draw and publish flows. */
export const designerRoutes: readonly RouteRecordRaw[] = [
  { path: '/designer', component: () => import('./pages/DefinitionList.vue'), meta: { title: 'designer.list.title', nav: 'designer.list.nav', roles: readers } },
];
