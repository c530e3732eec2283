package dev.cohort.orchestrator.house.planted.view;

/** Writes where it was not asked to. */
final class Prints {
    void say(String text) {
        System.out.println(text);
    }
}
