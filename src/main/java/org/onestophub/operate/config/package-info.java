/** The configuration as files: check, plan, apply, and put back of the last good version. */
@NullMarked
package org.onestophub.operate.config;

import org.jspecify.annotations.NullMarked;
