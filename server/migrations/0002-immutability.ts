import type { Steps } from './Steps.ts';

export const immutability: Steps = { name: '0002-immutability', sqlite: [], postgresql: [] };
