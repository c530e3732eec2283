/** Expected output as files beside their input. Test code; imports nothing of ours. */
@NullMarked
package dev.cohort.orchestrator.goldens;

import org.jspecify.annotations.NullMarked;
