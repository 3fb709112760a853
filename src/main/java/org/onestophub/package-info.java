/** The hub: its start, its commands, and the two settings that all rooms share. */
@NullMarked
package org.onestophub;

import org.jspecify.annotations.NullMarked;
