/** `npm run docs:rules`: writes the page of the standard's rules from the rules themselves. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RULES_PAGE, rulesPage } from './docs/standardRules.ts';

writeFileSync(RULES_PAGE, rulesPage());
console.log(`${fileURLToPath(RULES_PAGE)} is written`);
