/** The trace of a complaint: all that happened to it and to its inputs, in order. */
package org.onestophub.operate.ops.trail;
