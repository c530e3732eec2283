package dev.cohort.orchestrator.run;

/** Whether the process that owns a run is still there. */
public enum Presence {
    /** It runs, on this machine. */
    ALIVE,
    /** It was on this machine, and is no more. */
    GONE,
    /** It is, or was, on another machine or in another container, and can't be seen from here. */
    ELSEWHERE
}
