/**
 * The lines a person reads in the terminal. Plain JavaScript with the built-ins of Node 20: the packages and
 * Node 24 may not be there yet when the first line is printed.
 */
import { readFileSync } from 'node:fs';

const languages = /** @type {const} */ (['zh-CN', 'en']);
const messages = Object.fromEntries(languages.map((language) =>
  [language, JSON.parse(readFileSync(new URL(`messages/${language}.json`, import.meta.url), 'utf8'))]));

/** The language of the terminal: Chinese where the locale says so, English otherwise. */
export const language = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '') ? 'zh-CN' : 'en';

function fill(template, params) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in params ? String(params[name]) : whole));
}

/** The message of that key in every language, for the set-up page. Throws when a key has no message. */
export function texts(key, params = {}) {
  return Object.fromEntries(languages.map((each) => {
    if (!(key in messages[each])) throw new Error(`No message '${key}' in scripts/messages/${each}.json`);
    return [each, fill(messages[each][key], params)];
  }));
}

/** The message of that key in the language of the terminal. */
export function text(key, params = {}) {
  return texts(key, params)[language];
}

/** Prints one message as a line of its own. */
export function say(key, params = {}) {
  print(text(key, params));
}

/** Prints one failure: a single line that says what happened and what to do. */
export function complain(key, params = {}) {
  process.stderr.write(`${clear}✗ ${text(key, params)}\n`);
}

/** Prints one failure and ends the process with 1. */
export function giveUp(key, params = {}) {
  complain(key, params);
  process.exit(1);
}

/** Seconds since an instant in milliseconds, as shown: one decimal below ten. */
export function secondsSince(startedAt) {
  const seconds = (Date.now() - startedAt) / 1000;
  return seconds < 10 ? seconds.toFixed(1) : String(Math.round(seconds));
}

/** Steps that are being shown; on a terminal the youngest one has the last line. */
const open = [];
const live = Boolean(process.stdout.isTTY);
const clear = live ? '\r\x1b[K' : '';

function draw() {
  const youngest = open.at(-1);
  if (live && youngest !== undefined) process.stdout.write(clear + youngest('…', true));
}

/** Prints a finished line above the one that moves. */
function print(line) {
  process.stdout.write(`${clear}${line}\n`);
  draw();
}

/**
 * A long step: its name and seconds are on one line that moves on a terminal; where there is none, a line every
 * ten seconds shows that it lives. `detail` is a message that is asked for each time the line is drawn.
 */
export function longStep(key, params = {}, detail = () => '') {
  const startedAt = Date.now();
  const line = (mark, after) => {
    const more = after === true ? detail() : after;
    return `${mark} ${text(key, params)}${more ? `: ${more}` : ''}  ${secondsSince(startedAt)} s`;
  };
  open.push(line);
  draw();
  const tick = () => {
    if (live) draw();
    else if (open.at(-1) === line) print(line('…', true));
  };
  const timer = setInterval(tick, live ? 1_000 : 10_000);
  timer.unref();
  const end = (mark, after) => {
    clearInterval(timer);
    open.splice(open.indexOf(line), 1);
    print(line(mark, after));
  };
  return {
    /** Closes the step with its seconds. */
    done: (after = '') => end('✓', after),
    /** Closes the step as not done; the caller says why. */
    stop: (after = '') => end('✗', after),
  };
}
