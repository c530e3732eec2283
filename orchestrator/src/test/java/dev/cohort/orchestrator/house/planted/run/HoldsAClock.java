package dev.cohort.orchestrator.house.planted.run;

import java.time.Clock;

/** Even a clock that is handed in is one. */
record HoldsAClock(Clock clock) {}
