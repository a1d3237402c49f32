export * from '../../../engine/forms/checkForm.ts';
