package dev.cohort.contract;

import java.util.Objects;

/** A JSON string. */
public record JsonText(String text) implements Json {
    public JsonText {
        Objects.requireNonNull(text, "text");
    }

    @Override
    public String toString() {
        return compact();
    }
}
