import Modeler from 'bpmn-js/lib/Modeler';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import 'diagram-js-minimap/assets/diagram-js-minimap.css';
import { CreateAppendAnythingModule } from 'bpmn-js-create-append-anything';
import { BpmnPropertiesPanelModule } from 'bpmn-js-properties-panel';
import gridModule from 'diagram-js-grid';
import minimapModule from 'diagram-js-minimap';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import gov from '../../definitions/gov.json';
import type { Language } from '../../ui/i18n.ts';
import { fieldPanelModule } from '../panel/index.ts';
import type { PanelData } from '../panel/data.ts';
import { lookOnlyModule } from './lookOnly.ts';
import { inputMethodModule } from './inputMethod.ts';
import { applyFixModule } from './applyFix.ts';
import { plainColoursModule } from '../../ui/diagram/plainColours.ts';
import { drawBlockModule } from '../templates/drawBlock.ts';
import { stepMenuModule } from '../templates/stepMenu.ts';
import { outlineEditsModule } from '../outline/edit/OutlineEdits.ts';
import { problemMarksModule } from './problemMarks.ts';
import { popupTextsModule } from './popupTexts.ts';
import { reachableModule } from './reachable.ts';
import { searchModule } from './search.ts';
import { sharedClipboardModule } from './sharedClipboard.ts';
import { wayMarksModule } from './wayMarks.ts';
import { tidyModule } from './tidy.ts';
import { contentCommandModule } from '../draft/contentCommand.ts';
import { translateModule } from './translate.ts';
import './modeler.css';

/** Fonts that draw Chinese on the systems people have; a picture that leaves names them, too. */
const fontFamily = 'Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif';

/** Where the parts of the designer go on the page, and what they need. */
export interface ModelerPlace {
  readonly container: HTMLElement;
  readonly panel: HTMLElement;
  readonly language: Language;
  readonly data: PanelData;
}

/** The drawing tool: bpmn-js with the zeebe and gov attributes, our panel, marks and texts. */
export function createModeler({ container, panel, language, data }: ModelerPlace): Modeler {
  return new Modeler({
    container,
    propertiesPanel: { parent: panel },
    fieldPanel: data,
    moddleExtensions: { gov, zeebe },
    textRenderer: { defaultStyle: { fontFamily } },
    additionalModules: [
      BpmnPropertiesPanelModule, CreateAppendAnythingModule, gridModule, minimapModule, fieldPanelModule, translateModule(language), problemMarksModule, wayMarksModule, plainColoursModule,
      inputMethodModule, searchModule, popupTextsModule, reachableModule, sharedClipboardModule, tidyModule, applyFixModule, drawBlockModule, stepMenuModule, contentCommandModule, outlineEditsModule, lookOnlyModule,
    ],
  });
}
