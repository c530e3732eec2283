package dev.cohort.orchestrator.house.planted.contract;

/** Its digits are others in other countries. */
final class WritesLocalDigits {
    String number(int n) {
        return String.format("%010d", n);
    }
}
