package dev.cohort.orchestrator.house.planted.run;

import org.opentest4j.MultipleFailuresError;

/** A library that no rule knows, as an SDK would be. */
record UsesForeignLibrary(MultipleFailuresError error) {}
