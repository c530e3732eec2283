package dev.cohort.steps.simulate;

/** A stretch of a molecule whose two ends are read. */
record Fragment(Molecule molecule, int start, int length) {

    String bases() {
        return molecule.bases().substring(start, start + length);
    }

    boolean crosses(int place) {
        return start < place && place < start + length;
    }

    /** Whether a place lies within one of the two reads, not between them. */
    boolean isRead(int place) {
        return place < start + Sequencer.READ_LENGTH || place > start + length - Sequencer.READ_LENGTH;
    }
}
