/** Plans and problems as tables, JSON and pictures. Pure; may import all that stands before it. */
@NullMarked
package dev.cohort.orchestrator.view;

import org.jspecify.annotations.NullMarked;
