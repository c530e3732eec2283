/**
 * A house laid out like the real one, with one fault in each class whose name tells it. Classes without a fault are called
 * after what rooms hold; no rule may complain of those.
 */
@NullMarked
package dev.cohort.orchestrator.house.planted;

import org.jspecify.annotations.NullMarked;
