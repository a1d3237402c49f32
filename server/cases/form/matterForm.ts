export * from '../../../engine/forms/matterForm.ts';
