package dev.cohort.orchestrator.house.planted.spec;

import tools.jackson.core.JsonParser;

/** JSON is at home elsewhere. */
record UsesJackson(JsonParser parser) {}
