/** The RECEIVE room: bounds an input, stores it, commits, and only then answers its sender. */
@NullMarked
package org.onestophub.intake.receive;

import org.jspecify.annotations.NullMarked;
