package dev.cohort.steps.simulate;

/** Two mates as a sequencer gives them, each in its own reading direction. */
record ReadPair(String name, Read first, Read second) {

    /** Bases, and how sure the sequencer is of each. */
    record Read(byte[] bases, byte[] qualities) {}
}
