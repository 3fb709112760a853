/** The only way to the log. No message of an exception and nothing that identifies a person can pass. */
@NullMarked
package org.onestophub.log;

import org.jspecify.annotations.NullMarked;
