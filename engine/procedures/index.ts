import type { ProcedureRequest, Procedure } from './procedure.ts';
import { finishSpecialProcedure } from './finishSpecialProcedure.ts';
import { requestCorrection } from './requestCorrection.ts';
import { startSpecialProcedure } from './startSpecialProcedure.ts';
import { supplyCorrection } from './supplyCorrection.ts';

/** Every procedure, by the name that stands in events. */
export const procedures: Readonly<Record<ProcedureRequest['procedure'], Procedure>> = {
  finishSpecialProcedure,
  requestCorrection,
  startSpecialProcedure,
  supplyCorrection,
};
