import type { Problem } from '../../problem.ts';
import { attribute, child, isAsleep } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

const MIME = /^[A-Za-z0-9][\w!#$&^.+-]*\/[A-Za-z0-9][\w!#$&^.+-]*(\s*;\s*[\w-]+=("[^"]*"|[^\s;]+))*$/;
/** Our own expression language is understood by any of its names. */
const FEEL = /feel/i;

/** What language a text is in is said as a MIME type (BPMN 2.0, 8.3.2, 8.4.1 and 10.3.3). */
export const mimeTypes: StandardRule = {
  id: 'mime-types',
  check: (source) =>
    source.parts.filter((part) => !isAsleep(source, part)).flatMap((part): Problem[] => {
      const [text, script] = [attribute(part, 'textFormat'), attribute(part, 'scriptFormat')];
      const [language, global] = [attribute(part, 'scriptLanguage'), part.type === 'globalScriptTask' && child(part, 'script') !== undefined];
      const scripted = part.type === 'scriptTask' && child(part, 'script') !== undefined;
      return [
        ...(text !== undefined && !MIME.test(text) ? [broken(part, 'TEXT_FORMAT_INVALID', { format: text })] : []),
        ...(script !== undefined && !MIME.test(script) && !FEEL.test(script) ? [broken(part, 'SCRIPT_FORMAT_INVALID', { format: script })] : []),
        ...(language !== undefined && !MIME.test(language) && !FEEL.test(language) ? [broken(part, 'SCRIPT_LANGUAGE_INVALID', { language })] : []),
        ...(global && language === undefined ? [broken(part, 'SCRIPT_LANGUAGE_MISSING')] : []),
        ...(scripted && script === undefined ? [broken(part, 'SCRIPT_FORMAT_MISSING')] : []),
      ];
    }),
};
