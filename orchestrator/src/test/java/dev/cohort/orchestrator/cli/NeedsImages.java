package dev.cohort.orchestrator.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test that takes our own images as a parameter, and so needs an engine that builds and runs them. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@NeedsEngine
@ExtendWith(BuiltImages.Once.class)
@interface NeedsImages {}
