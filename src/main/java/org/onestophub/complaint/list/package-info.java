/** Code lists and registers, as the files under {@code mappings/} describe them. */
@NullMarked
package org.onestophub.complaint.list;

import org.jspecify.annotations.NullMarked;
