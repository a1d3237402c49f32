// vue-tsc drives the compiler's JavaScript API, which TypeScript 7 doesn't have: it gets version 6 under its alias.
require('vue-tsc').run(require.resolve('typescript-vue/lib/tsc'));
