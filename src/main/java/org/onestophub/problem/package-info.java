/** Every error the hub can report, each with a code that never changes its meaning, in English and Chinese. */
package org.onestophub.problem;
