import { FieldProvider } from './provider.ts';
import './panel.css';

/** diagram-js module of the properties panel's content. */
export const fieldPanelModule = { __init__: ['fieldProvider'], fieldProvider: ['type', FieldProvider] };
