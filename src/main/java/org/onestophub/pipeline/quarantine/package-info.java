/** Holds every input that needs a person, retries what may pass, and lets corrected inputs through again. */
@NullMarked
package org.onestophub.pipeline.quarantine;

import org.jspecify.annotations.NullMarked;
