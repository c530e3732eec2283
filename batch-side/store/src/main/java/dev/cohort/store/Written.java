package dev.cohort.store;

/** What a store has just taken in, with the checksum of the bytes that went through. */
public record Written(Stored file, Sha256 sha256) {}
