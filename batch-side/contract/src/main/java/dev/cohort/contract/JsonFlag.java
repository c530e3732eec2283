package dev.cohort.contract;

/** A JSON true or false. */
public record JsonFlag(boolean value) implements Json {
    @Override
    public String toString() {
        return compact();
    }
}
