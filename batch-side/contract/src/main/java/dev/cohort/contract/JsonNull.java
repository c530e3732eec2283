package dev.cohort.contract;

/** JSON's null; an object's field that is null reads like one that is missing. */
public enum JsonNull implements Json {
    NULL
}
