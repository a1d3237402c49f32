import { chainsOf, type Story } from './fold.ts';
import { headsOf, type Told } from './heads.ts';

declare global {
  interface Window {
    chainsOf(story: Story): Promise<string[]>;
    headsOf(told: Told): Promise<readonly string[]>;
  }
}

/** The page under test calls them. */
window.chainsOf = chainsOf;
window.headsOf = headsOf;
