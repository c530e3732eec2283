package dev.cohort.orchestrator.cli;

/** What the process tells its caller. */
final class ExitCode {
    static final int OK = 0;
    static final int SOME_FAILED = 1;
    static final int USAGE = 2;
    static final int WRONG_INPUT = 3;
    static final int ENVIRONMENT = 4;
    static final int STORE = 5;
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
