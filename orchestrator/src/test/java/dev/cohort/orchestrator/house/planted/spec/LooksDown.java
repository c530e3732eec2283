package dev.cohort.orchestrator.house.planted.spec;

import dev.cohort.orchestrator.house.planted.plan.SoundPlan;

/** Imports from below. */
record LooksDown(SoundPlan plan) {}
