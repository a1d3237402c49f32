import { mimeTypes } from '../../../../engine/rules/standard/mimeTypes.ts';
import { standardTable } from '../../../support/standardTable.ts';

const script = (attributes: string) => `<scriptTask id="s" ${attributes}><script>1</script></scriptTask>`;

standardTable(mimeTypes, {
  valid: [
    ['texts and scripts by MIME type', '<textAnnotation id="t" textFormat="text/html"/><task id="a"><documentation textFormat="text/plain; charset=utf-8">x</documentation></task>' + script('scriptFormat="text/javascript"')],
    ['global script tasks in a language, and without a script', { more: '<globalScriptTask id="g" scriptLanguage="text/feel"><script>1</script></globalScriptTask><globalScriptTask id="h"/>' }],
    ['FEEL by any of its names', script('scriptFormat="feel"') + script('scriptFormat="https://www.omg.org/spec/DMN/20191111/FEEL/"')],
  ],
  invalid: [
    ['a text format that is none', '<textAnnotation id="t" textFormat="plain"/><task id="a"><documentation textFormat="INVALID">x</documentation></task>', ['t TEXT_FORMAT_INVALID', 'a TEXT_FORMAT_INVALID']],
    ['a script format that is none', script('scriptFormat="INVALID"'), ['s SCRIPT_FORMAT_INVALID']],
    ['a script that does not say its language', script(''), ['s SCRIPT_FORMAT_MISSING']],
    ['global script tasks in no language, and in none that is said', { more: '<globalScriptTask id="g" scriptLanguage="Python"><script>1</script></globalScriptTask><globalScriptTask id="h"><script>1</script></globalScriptTask>' }, ['g SCRIPT_LANGUAGE_INVALID', 'h SCRIPT_LANGUAGE_MISSING']],
  ],
});
