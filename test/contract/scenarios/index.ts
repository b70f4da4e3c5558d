import type { Scenario } from '../driver.ts';
import { applyingScenarios } from './applying.ts';
import { findingScenarios } from './finding.ts';
import { passingScenarios } from './passing-through.ts';
import { refusingScenarios } from './refusing.ts';
import { valueScenarios } from './values.ts';

/** The scenarios that mean the same in every shell. */
export const sharedScenarios: readonly Scenario[] = [
  ...applyingScenarios,
  ...valueScenarios,
  ...refusingScenarios,
  ...passingScenarios,
  ...findingScenarios,
];
