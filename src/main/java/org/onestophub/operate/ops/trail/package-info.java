/** The trace of a complaint: all that happened to it and to its inputs, in order. */
@NullMarked
package org.onestophub.operate.ops.trail;

import org.jspecify.annotations.NullMarked;
