import { chainsOf, type Story } from './fold.ts';

declare global {
  interface Window {
    chainsOf(story: Story): Promise<string[]>;
  }
}

/** The page under test calls it. */
window.chainsOf = chainsOf;
