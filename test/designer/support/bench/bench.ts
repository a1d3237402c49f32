import { createModeler } from '../../../../designer/modeler/createModeler.ts';
import { missed, translateTo } from '../../../../designer/modeler/translate.ts';

/** The drawing tool alone on a page, for tests that must reach every menu of it. */
const nothing = { department: [], form: [], materials: [], ladder: [], item: [], items: [], process: [] };

Object.assign(window, {
  bench: {
    missed,
    typeLabel: (type: string) => translateTo('zh-CN', type.slice('bpmn:'.length).replace(/(\B[A-Z])/g, ' $1')),
    open: () =>
      createModeler({
        container: document.getElementById('canvas')!,
        panel: document.getElementById('panel')!,
        language: 'zh-CN',
        data: { choices: nothing, editable: true, text: (key) => `字：${key}` },
      }),
  },
});
