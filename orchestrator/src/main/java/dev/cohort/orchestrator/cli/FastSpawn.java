package dev.cohort.orchestrator.cli;

/** Has Java start processes without its helper program, which would be one more program to load for each task. */
final class FastSpawn {
    static final String MECHANISM = "jdk.lang.Process.launchMechanism";

    /** Up to the version for which this is known to be there; a word that Java does not know would end it. */
    private static final int NEWEST = 24;

    private FastSpawn() {}

    /** Before the first process is started; what the user has said stands. */
    static void prefer() {
        if (System.getProperty(MECHANISM) == null
                && System.getProperty("os.name").equals("Linux")
                && Runtime.version().feature() <= NEWEST) {
            System.setProperty(MECHANISM, "VFORK");
        }
    }
}
