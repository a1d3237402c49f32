import { createApp } from 'vue';
import App from './App.vue';
import { i18n, startLanguage } from './i18n.ts';
import { router } from './routes.ts';
import { loadSession } from './session.ts';
import './theme/base.css';

await Promise.all([startLanguage(), loadSession().catch(() => undefined)]);
createApp(App).use(i18n).use(router).mount('#app');
