import { IdempotencyRecord } from './http/IdempotencyRecord.ts';
import { CalendarOverlay } from './calendars/CalendarOverlay.ts';
import { CalendarVersion } from './calendars/CalendarVersion.ts';
import { Definition } from './catalog/Definition.ts';
import { DefinitionVersion } from './catalog/DefinitionVersion.ts';
import { DraftSave } from './catalog/DraftSave.ts';
import { Retirement } from './catalog/Retirement.ts';
import { ReviewRemark } from './catalog/ReviewRemark.ts';
import { RegisterEntryRow } from './register/RegisterEntryRow.ts';
import { RegisterRequest } from './register/RegisterRequest.ts';
import { GateExplanation } from './catalog/gate/GateExplanation.ts';
import { GateFold } from './catalog/gate/GateFold.ts';
import { GateRun } from './catalog/gate/GateRun.ts';
import { ScenarioRun } from './catalog/replay/ScenarioRun.ts';
import { Submission } from './catalog/Submission.ts';
import { DemoCity } from './system/DemoCity.ts';
import { Department } from './identity/Department.ts';
import { EntryLink } from './identity/EntryLink.ts';
import { Session } from './identity/Session.ts';
import { SignInAttempts } from './identity/SignInAttempts.ts';
import { User } from './identity/User.ts';
import { Card } from './supervision/Card.ts';
import { Case } from './cases/Case.ts';
import { CaseCounter } from './cases/CaseCounter.ts';
import { CaseEvent } from './readModel/CaseEvent.ts';
import { CaseKey } from './personal/CaseKey.ts';
import { CaseLog } from './readModel/CaseLog.ts';
import { ChainHead } from './readModel/ChainHead.ts';
import { Clock } from './readModel/Clock.ts';
import { CommandRow } from './outbox/CommandRow.ts';
import { DepartmentRecord } from './departments/DepartmentRecord.ts';
import { DepartmentSystem } from './departments/DepartmentSystem.ts';
import { DocumentRow } from './documents/DocumentRow.ts';
import { EngineDeployment } from './engine/EngineDeployment.ts';
import { EngineProcess } from './engine/EngineProcess.ts';
import { EngineTimer } from './engine/EngineTimer.ts';
import { InboxRow } from './inbox/InboxRow.ts';
import { IncidentRow } from './readModel/IncidentRow.ts';
import { JobRow } from './readModel/JobRow.ts';
import { Lease } from './reconciler/Lease.ts';
import { LetterRow } from './post/LetterRow.ts';
import { Material } from './materials/Material.ts';
import { Notice } from './notices/Notice.ts';
import { ProgressAttempts } from './cases/ProgressAttempts.ts';
import { PersonalValue } from './personal/PersonalValue.ts';
import { ServiceRating } from './ratings/ServiceRating.ts';
import { SubscriptionRow } from './post/Subscription.ts';
import { TimerStart } from './starts/TimerStart.ts';
import { WorkItem } from './tasks/WorkItem.ts';

/** Every entity of the platform; a module adds its own, one line each. */
export const entities = [
  IdempotencyRecord,
  CalendarOverlay,
  CalendarVersion,
  Definition,
  DefinitionVersion,
  DraftSave,
  Retirement,
  ReviewRemark,
  RegisterEntryRow,
  RegisterRequest,
  Submission,
  DemoCity,
  Department,
  EntryLink,
  Session,
  SignInAttempts,
  User,
  Card,
  Case,
  CaseCounter,
  CaseEvent,
  CaseKey,
  CaseLog,
  ChainHead,
  Clock,
  CommandRow,
  DepartmentRecord,
  DepartmentSystem,
  DocumentRow,
  EngineDeployment,
  EngineProcess,
  EngineTimer,
  GateExplanation,
  GateFold,
  GateRun,
  ScenarioRun,
  InboxRow,
  IncidentRow,
  JobRow,
  Lease,
  LetterRow,
  Material,
  Notice,
  PersonalValue,
  ProgressAttempts,
  ServiceRating,
  SubscriptionRow,
  TimerStart,
  WorkItem,
] as const;
