/** Every error the hub can report, each with a code that never changes its meaning, in English and Chinese. */
@NullMarked
package org.onestophub.problem;

import org.jspecify.annotations.NullMarked;
