import Modeler from 'bpmn-js/lib/Modeler';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import { CreateAppendAnythingModule } from 'bpmn-js-create-append-anything';
import { BpmnPropertiesPanelModule } from 'bpmn-js-properties-panel';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import gov from '../../definitions/gov.json';
import type { Language } from '../../ui/i18n.ts';
import { fieldPanelModule } from '../panel/index.ts';
import type { PanelData } from '../panel/data.ts';
import { inputMethodModule } from './inputMethod.ts';
import { applyFixModule } from './applyFix.ts';
import { problemMarksModule } from './problemMarks.ts';
import { wayMarksModule } from './wayMarks.ts';
import { tidyModule } from './tidy.ts';
import { contentCommandModule } from '../draft/contentCommand.ts';
import { translateModule } from './translate.ts';
import './modeler.css';

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
    additionalModules: [BpmnPropertiesPanelModule, CreateAppendAnythingModule, fieldPanelModule, translateModule(language), problemMarksModule, wayMarksModule, inputMethodModule, tidyModule, applyFixModule, contentCommandModule],
  });
}
