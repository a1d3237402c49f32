import type { RouteRecordRaw } from 'vue-router';

/** Pages of everybody who does not draw: window, inbox, progress, supervision, audit, operations. */
export const portalRoutes: readonly RouteRecordRaw[] = [];
