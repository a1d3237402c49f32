import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler } from 'express';
import type { Context } from '../http/context.ts';
import { languageOf } from '../http/problem.ts';
import { readSetup } from './setup.ts';

/** Paths that are no page, whatever a browser accepts. A work item ends in its number (`.7`) and is one. */
const notPages = /^\/(api|enter|assets)\/|^\/(healthz|readyz|openapi\.json)$|\/\.|\.[a-z]\w*$/i;

/**
 * The built pages: files as they are (hashed names never change), every other address the one page that knows all
 * routes. While they are still being built a small page without script shows the set-up and looks again each second.
 */
export function servePages(context: Context): RequestHandler[] {
  const { pages } = context;
  if (pages === null) return [];
  const index = join(pages, 'index.html');
  return [
    express.static(pages, {
      index: false,
      redirect: false,
      dotfiles: 'ignore',
      setHeaders: (reply, file) => reply.setHeader('Cache-Control', file.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
    }),
    async (request, response, next) => {
      if (request.method !== 'GET' || notPages.test(request.path) || !request.accepts('html')) {
        next();
        return;
      }
      response.setHeader('Cache-Control', 'no-cache');
      if (existsSync(index)) response.sendFile(index);
      else response.type('html').send(await waitingPage(context, languageOf(request)));
    },
  ];
}

const words = {
  'zh-CN': { title: '一件事通', text: '正在准备，页面就绪后会自动打开。' },
  en: { title: 'Yijianshi', text: 'Setting up; the page opens by itself when it is ready.' },
};

async function waitingPage(context: Context, language: 'zh-CN' | 'en'): Promise<string> {
  const { steps } = await readSetup(context.config.dataDir, language, context.now(), async () => false);
  const lines = steps.map(({ name, state, seconds, detail }) => `<li>${{ done: '✓', running: '…', failed: '✗' }[state]} ${escape(name)} ${seconds.toFixed(1)} s${detail === null ? '' : ` ${escape(detail)}`}</li>`);
  const { title, text } = words[language];
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta http-equiv="refresh" content="1"><title>${title}</title><h1>${title}</h1><p>${text}</p><ol>${lines.join('')}</ol></html>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
