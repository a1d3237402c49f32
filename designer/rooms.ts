import type { Component } from 'vue';

/** A room of a definition: one way to work on its open draft. */
export interface Room {
  readonly id: RoomId;
  /** Message with its name. */
  readonly title: string;
  /** What is shown; the canvas is always there and has none. */
  readonly component: (() => Promise<{ default: Component }>) | null;
}

export type RoomId = 'canvas' | 'outline' | 'forms' | 'decisions' | 'deadline' | 'rehearse' | 'guide' | 'versions';

/** The rooms in the order of their tabs; a new one is a line here. */
export const rooms: readonly Room[] = [
  { id: 'canvas', title: 'designer.room.canvas', component: null },
  { id: 'outline', title: 'designer.room.outline', component: () => import('./outline/OutlineRoom.vue') },
  { id: 'forms', title: 'forms.title', component: () => import('./forms/FormsRoom.vue') },
  { id: 'decisions', title: 'decisions.title', component: () => import('./decisions/DecisionsRoom.vue') },
  { id: 'deadline', title: 'deadline.title', component: () => import('./deadline/DeadlineRoom.vue') },
  { id: 'rehearse', title: 'rehearse.title', component: () => import('./rehearse/RehearseRoom.vue') },
  { id: 'guide', title: 'guide.room.title', component: () => import('./guide/GuideRoom.vue') },
  { id: 'versions', title: 'versions.room', component: () => import('./versions/VersionsRoom.vue') },
];
