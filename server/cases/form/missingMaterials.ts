export * from '../../../engine/forms/missingMaterials.ts';
